package io.github.oryxcuration.core.parquet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageLocation;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;

/** The pages of one column chunk, one in memory at a time, checked before they are decoded. */
final class ChunkPages {
  private static final int MAX_PAGE = 1 << 30;
  private static final int MAX_INDEX = 1 << 26;

  private final ParquetFile file;
  private final Chunk chunk;
  private final ChunkInput input;
  private final List<PageLocation> index;

  private @Nullable DictionaryPage dictionary;
  private long valuesSeen;
  private boolean jumped;

  /**
   * One data page.
   *
   * @param data null where it was skipped
   * @param rows of a skipped page
   */
  record Page(@Nullable DataPage data, int values, long rows) {}

  ChunkPages(ParquetFile file, Chunk chunk) {
    this.file = file;
    this.chunk = chunk;
    this.input = new ChunkInput(file, chunk.start(), chunk.end());
    this.index = readIndex();
  }

  /** Whether pages can be found by row. */
  boolean indexed() {
    return !index.isEmpty();
  }

  @Nullable DictionaryPage dictionary() {
    return dictionary;
  }

  /**
   * Goes to the page that holds a row, where the file has an index and that page lies ahead.
   *
   * @param row 0-based in the row group
   * @return the first row of that page, or -1 if nothing was done
   */
  long jump(long row) {
    int found = -1;
    for (int i = 0; i < index.size() && index.get(i).getFirst_row_index() <= row; i++) {
      found = i;
    }
    if (found < 0 || index.get(found).getOffset() < input.position()) {
      return -1;
    }
    if (input.position() == chunk.start()) {
      loadDictionary();
    }
    input.seek(index.get(found).getOffset());
    jumped = true;
    return index.get(found).getFirst_row_index();
  }

  /**
   * The next data page, or null at the end; pages that end within {@code skip} rows stay unread.
   */
  @Nullable Page next(long skip) {
    while (input.remaining() > 0 && (jumped || valuesSeen < chunk.values())) {
      PageHeader header = header();
      if (header.getType() == PageType.DATA_PAGE) {
        int count = header.getData_page_header().getNum_values();
        boolean flat = chunk.leaf().getMaxRepetitionLevel() == 0;
        return flat && count <= skip ? skipped(header, count, count) : version1(header, count);
      }
      if (header.getType() == PageType.DATA_PAGE_V2) {
        int count = header.getData_page_header_v2().getNum_values();
        int rows = header.getData_page_header_v2().getNum_rows();
        return rows <= skip ? skipped(header, count, rows) : version2(header, count);
      }
      if (header.getType() == PageType.DICTIONARY_PAGE && dictionary == null) {
        dictionary = dictionary(header);
      } else {
        input.seek(input.position() + header.getCompressed_page_size());
      }
    }
    if (!jumped && valuesSeen != chunk.values()) {
      throw new CorruptParquetException(
          "its pages have " + valuesSeen + " values, its footer says " + chunk.values());
    }
    return null;
  }

  private PageHeader header() {
    PageHeader header = parseHeader();
    int compressed = header.getCompressed_page_size();
    int uncompressed = header.getUncompressed_page_size();
    if (compressed < 0 || compressed > input.remaining()) {
      throw new CorruptParquetException(
          "a page claims %d bytes, %d are left".formatted(compressed, input.remaining()));
    }
    if (uncompressed < 0 || uncompressed > MAX_PAGE) {
      throw new CorruptParquetException(
          "a page claims %d bytes, allowed are %d".formatted(uncompressed, MAX_PAGE));
    }
    return header;
  }

  private PageHeader parseHeader() {
    try {
      return Util.readPageHeader(input);
    } catch (IOException e) {
      throw new CorruptParquetException("a page header is damaged", e);
    }
  }

  private Page skipped(PageHeader header, int count, int rows) {
    count(count);
    if (rows < 0) {
      throw new CorruptParquetException("a page claims " + rows + " rows");
    }
    input.seek(input.position() + header.getCompressed_page_size());
    return new Page(null, count, rows);
  }

  private Page version1(PageHeader header, int count) {
    DataPageHeader about = header.getData_page_header();
    count(count);
    byte[] body =
        Codecs.decompress(chunk.codec(), payload(header), header.getUncompressed_page_size());
    check()
        .version1(
            body,
            count,
            about.getRepetition_level_encoding(),
            about.getDefinition_level_encoding(),
            about.getEncoding());
    DataPage page =
        new DataPageV1(
            BytesInput.from(body),
            count,
            body.length,
            null,
            encoding(about.getRepetition_level_encoding()),
            encoding(about.getDefinition_level_encoding()),
            encoding(about.getEncoding()));
    return new Page(page, count, 0);
  }

  private Page version2(PageHeader header, int count) {
    DataPageHeaderV2 about = header.getData_page_header_v2();
    count(count);
    byte[] stored = payload(header);
    int repetition = about.getRepetition_levels_byte_length();
    int definition = about.getDefinition_levels_byte_length();
    if (repetition < 0 || definition < 0 || (long) repetition + definition > stored.length) {
      throw new CorruptParquetException(
          "levels claim %d and %d bytes of %d".formatted(repetition, definition, stored.length));
    }
    int levels = repetition + definition;
    byte[] repetitions = Arrays.copyOf(stored, repetition);
    byte[] definitions = Arrays.copyOfRange(stored, repetition, levels);
    byte[] data = Arrays.copyOfRange(stored, levels, stored.length);
    boolean compressed = !about.isSetIs_compressed() || about.isIs_compressed();
    if (compressed && data.length > 0) {
      data =
          Codecs.decompress(
              chunk.codec(), data, Math.max(0, header.getUncompressed_page_size() - levels));
    }
    check().levels(repetitions, count, chunk.leaf().getMaxRepetitionLevel());
    check().levels(definitions, count, chunk.leaf().getMaxDefinitionLevel());
    check().values(data, 0, count, about.getEncoding());
    DataPage page =
        DataPageV2.uncompressed(
            about.getNum_rows(),
            about.getNum_nulls(),
            count,
            BytesInput.from(repetitions),
            BytesInput.from(definitions),
            encoding(about.getEncoding()),
            BytesInput.from(data),
            null);
    return new Page(page, count, 0);
  }

  private DictionaryPage dictionary(PageHeader header) {
    int count = header.getDictionary_page_header().getNum_values();
    byte[] body =
        Codecs.decompress(chunk.codec(), payload(header), header.getUncompressed_page_size());
    check().dictionary(body, count);
    // Both names of the encoding mean PLAIN here.
    return new DictionaryPage(BytesInput.from(body), count, Encoding.PLAIN);
  }

  private void loadDictionary() {
    PageHeader header = header();
    if (header.getType() == PageType.DICTIONARY_PAGE) {
      dictionary = dictionary(header);
    }
  }

  private byte[] payload(PageHeader header) {
    if (chunk.codec() == CompressionCodecName.UNCOMPRESSED
        && header.getCompressed_page_size() != header.getUncompressed_page_size()) {
      throw new CorruptParquetException("a page that is not compressed claims two sizes");
    }
    byte[] stored = input.take(header.getCompressed_page_size());
    if (header.isSetCrc()) {
      CRC32 crc = new CRC32();
      crc.update(stored);
      if ((int) crc.getValue() != header.getCrc()) {
        throw new CorruptParquetException("the checksum of a page does not match its bytes");
      }
    }
    return stored;
  }

  private void count(int values) {
    valuesSeen += values;
    if (values < 0 || (!jumped && valuesSeen > chunk.values())) {
      throw new CorruptParquetException(
          "its pages have %d values or more, its footer says %d"
              .formatted(valuesSeen, chunk.values()));
    }
  }

  private PageCheck check() {
    return new PageCheck(chunk.leaf(), dictionary != null);
  }

  private static Encoding encoding(org.apache.parquet.format.Encoding encoding) {
    return Encoding.valueOf(encoding.name());
  }

  /** The offset index, or nothing where there is none or it points outside the chunk. */
  private List<PageLocation> readIndex() {
    long offset = chunk.indexOffset();
    int length = chunk.indexLength();
    if (length <= 0 || length > MAX_INDEX || offset < 4 || offset > file.pagesEnd() - length) {
      return List.of();
    }
    byte[] bytes = new ChunkInput(file, offset, offset + length).take(length);
    try {
      OffsetIndex read = Util.readOffsetIndex(new ByteArrayInputStream(bytes));
      return isSound(read.getPage_locations()) ? read.getPage_locations() : List.of();
    } catch (IOException | RuntimeException e) {
      return List.of(); // pages are then read in order
    }
  }

  private boolean isSound(List<PageLocation> locations) {
    long position = chunk.start() - 1;
    long row = -1;
    for (PageLocation location : locations) {
      if (location.getOffset() <= position
          || location.getOffset() >= chunk.end()
          || location.getFirst_row_index() <= row) {
        return false;
      }
      position = location.getOffset();
      row = location.getFirst_row_index();
    }
    return true;
  }
}
