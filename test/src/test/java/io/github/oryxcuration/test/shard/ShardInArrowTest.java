package io.github.oryxcuration.test.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.core.recipe.ShardSpec;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.shard.SampleDraw;
import io.github.oryxcuration.core.shard.ShardSchema;
import io.github.oryxcuration.core.shard.ShardWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.dataset.file.FileFormat;
import org.apache.arrow.dataset.file.FileSystemDatasetFactory;
import org.apache.arrow.dataset.jni.NativeMemoryPool;
import org.apache.arrow.dataset.scanner.ScanOptions;
import org.apache.arrow.dataset.scanner.Scanner;
import org.apache.arrow.dataset.source.Dataset;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shard as Arrow C++ reads it, on which Hugging Face {@code datasets} stands. */
class ShardInArrowTest {
  @TempDir Path folder;

  @Test
  @SuppressWarnings("try") // nobody interrupts a test
  void arrowSeesNullablePicturesWithTheirBytes() throws Exception {
    List<Sample> samples = new ArrayList<>();
    Path shard = folder.resolve("train-00000-of-00001.parquet");
    SampleDraw draw = new SampleDraw(5);
    try (ShardWriter writer =
        ShardWriter.create(
            shard.toString(), new ShardSpec(1, 200_000, ShardSpec.Compression.SNAPPY))) {
      for (int i = 0; i < 300; i++) {
        samples.add(draw.awkward(i));
        writer.write(samples.get(i));
      }
      writer.commit();
    }

    try (BufferAllocator allocator = new RootAllocator();
        FileSystemDatasetFactory factory =
            new FileSystemDatasetFactory(
                allocator,
                NativeMemoryPool.getDefault(),
                FileFormat.PARQUET,
                shard.toUri().toString());
        Dataset dataset = factory.finish();
        Scanner scanner = dataset.newScan(new ScanOptions(64));
        ArrowReader reader = scanner.scanBatches()) {
      checkSchema(factory.inspect());
      int row = 0;
      while (reader.loadNextBatch()) {
        VarCharVector ids = (VarCharVector) reader.getVectorSchemaRoot().getVector("id");
        ListVector images = (ListVector) reader.getVectorSchemaRoot().getVector("images");
        for (int i = 0; i < ids.getValueCount(); i++, row++) {
          assertThat(ids.getObject(i)).hasToString(samples.get(row).id());
          checkImages(images.getObject(i), samples.get(row).frames());
        }
      }
      assertThat(row).isEqualTo(300);
    }
  }

  private static void checkSchema(Schema schema) {
    assertThat(schema.getCustomMetadata()).containsAllEntriesOf(ShardSchema.metadata());
    assertThat(schema.getFields()).allSatisfy(ShardInArrowTest::checkNullable);
    assertThat(schema.getFields()).last().extracting(Field::getName).isEqualTo("images");

    Field picture = schema.findField("images").getChildren().get(0);
    assertThat(schema.findField("images").getType()).isEqualTo(new ArrowType.List());
    assertThat(picture.getType()).isEqualTo(new ArrowType.Struct());
    assertThat(picture.getChildren())
        .extracting(Field::getName, Field::getType)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("bytes", new ArrowType.Binary()),
            org.assertj.core.groups.Tuple.tuple("path", new ArrowType.Utf8()));
  }

  private static void checkNullable(Field field) {
    assertThat(field.isNullable()).as(field.toString()).isTrue();
    assertThat(field.getChildren()).allSatisfy(ShardInArrowTest::checkNullable);
  }

  private static void checkImages(List<?> images, List<Frame> frames) {
    assertThat(images).hasSameSizeAs(frames);
    for (int i = 0; i < frames.size(); i++) {
      Map<?, ?> image = (Map<?, ?>) images.get(i);
      assertThat((byte[]) image.get("bytes")).isEqualTo(frames.get(i).picture().bytes());
      assertThat(image.get("path")).hasToString(frames.get(i).path());
    }
  }
}
