package io.github.oryxcuration.test.shard;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.arrow.dataset.file.DatasetFileWriter;
import org.apache.arrow.dataset.file.FileFormat;
import org.apache.arrow.dataset.file.FileSystemDatasetFactory;
import org.apache.arrow.dataset.jni.NativeMemoryPool;
import org.apache.arrow.dataset.scanner.ScanOptions;
import org.apache.arrow.dataset.scanner.Scanner;
import org.apache.arrow.dataset.source.Dataset;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;

/** Reads Parquet and writes it anew by Arrow C++, as pyarrow does. */
final class ArrowCopy {
  private ArrowCopy() {}

  @SuppressWarnings("try") // nobody interrupts a test
  static void parquet(Path from, Path toFolder) throws Exception {
    Files.createDirectories(toFolder);
    // Never closed: the native side gives its buffers back after the writer has returned.
    BufferAllocator allocator = new RootAllocator();
    try (FileSystemDatasetFactory factory =
            new FileSystemDatasetFactory(
                allocator,
                NativeMemoryPool.getDefault(),
                FileFormat.PARQUET,
                from.toUri().toString());
        Dataset dataset = factory.finish();
        Scanner scanner = dataset.newScan(new ScanOptions(500));
        ArrowReader reader = scanner.scanBatches()) {
      DatasetFileWriter.write(allocator, reader, FileFormat.PARQUET, toFolder.toUri().toString());
    }
  }
}
