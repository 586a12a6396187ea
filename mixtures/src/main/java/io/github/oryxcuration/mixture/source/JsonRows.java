package io.github.oryxcuration.mixture.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.oryxcuration.core.records.RawRecord;
import io.github.oryxcuration.core.records.RecordStream;
import io.github.oryxcuration.core.records.Utf8;
import io.github.oryxcuration.core.sample.Candidate;
import io.github.oryxcuration.core.sample.Outcome;
import io.github.oryxcuration.core.source.SourceFormat.Rows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NoSuchElementException;
import java.util.function.Consumer;

/** Parses each JSON record of a stream on its own and hands it to a format. */
final class JsonRows implements Rows {
  private static final int MAX_MESSAGE = 300;
  private static final ObjectReader PARSER = parser();

  /** Makes the rows of one record; most formats make exactly one. */
  @FunctionalInterface
  interface Mapping {
    void map(RawRecord record, JsonNode row, RowMaker maker, Consumer<Outcome<Candidate>> rows);
  }

  /** Makes the one row of a record. */
  @FunctionalInterface
  interface Single {
    Draft draft(JsonNode row);
  }

  private final RecordStream records;
  private final RowMaker maker;
  private final Mapping mapping;
  private final Deque<Outcome<Candidate>> ready = new ArrayDeque<>();

  JsonRows(RecordStream records, RowMaker maker, Mapping mapping) {
    this.records = records;
    this.maker = maker;
    this.mapping = mapping;
  }

  /** One row for each record, with the record's position and the id under {@code idKey}. */
  static JsonRows single(RecordStream records, RowMaker maker, String idKey, Single single) {
    return new JsonRows(
        records,
        maker,
        (record, row, rowMaker, rows) ->
            rows.accept(
                rowMaker.row(record.position(), Fields.id(row, idKey), () -> single.draft(row))));
  }

  private static ObjectReader parser() {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxStringLength(RecordStream.MAX_BYTES)
                    .maxNestingDepth(RecordStream.MAX_DEPTH + 1)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS) // Python writes NaN
            .build();
    return JsonMapper.builder(factory)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build()
        .readerFor(JsonNode.class);
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty()) {
      RawRecord record;
      try {
        record = records.next();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      if (record == null) {
        return false;
      }
      parse(record);
    }
    return true;
  }

  private void parse(RawRecord record) {
    String fault = record.fault();
    if (fault == null && !Utf8.isValid(record.bytes())) {
      fault = Utf8.FAULT;
    }
    if (fault != null) {
      ready.add(maker.malformed(record.position(), fault));
      return;
    }
    JsonNode row;
    try {
      row = PARSER.readTree(record.bytes());
    } catch (JsonProcessingException e) {
      String message = "no valid JSON: " + e.getOriginalMessage();
      ready.add(maker.malformed(record.position(), shortened(message)));
      return;
    } catch (IOException e) {
      throw new UncheckedIOException("Bytes in memory cannot fail to be read", e);
    }
    if (row.isObject()) {
      mapping.map(record, row, maker, ready::add);
    } else {
      ready.add(
          maker.malformed(
              record.position(), "a row must be an object, but is " + Fields.kind(row)));
    }
  }

  private static String shortened(String message) {
    return message.length() > MAX_MESSAGE ? message.substring(0, MAX_MESSAGE) + "…" : message;
  }

  @Override
  public Outcome<Candidate> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
