package io.github.oryxcuration.needle.plan;

import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.media.FrameList;
import io.github.oryxcuration.core.picture.Pictures;
import io.github.oryxcuration.core.picture.PillowBicubic;
import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.core.recipe.MediaSpec;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.source.SourceSpec;
import io.github.oryxcuration.needle.caption.FrameFacts;
import io.github.oryxcuration.needle.choose.Draw;
import io.github.oryxcuration.needle.feature.FrameFeatures;
import io.github.oryxcuration.needle.feature.FrameMeter;
import io.github.oryxcuration.needle.film.Film;
import io.github.oryxcuration.needle.film.FilmFrame;
import io.github.oryxcuration.needle.film.FilmSource;
import io.github.oryxcuration.needle.film.MovieNetTree;
import io.github.oryxcuration.needle.question.Question;
import io.github.oryxcuration.needle.question.QuestionPictures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Pictures that could take the place of a film's frames: of questions, or of a few other films. */
final class Donors {
  /** Inserts of one film come from so many others. */
  private static final int FILMS = 3;

  private static final int LINES = 240;

  /** A picture and its measures. */
  record Donor(Insert insert, FrameFeatures features) {}

  private final SourceSpec source;
  private final MediaSpec media;
  private final NeedleOptions options;
  private final FilmReader reader;

  Donors(SourceSpec source, MediaSpec media, NeedleOptions options, FilmReader reader) {
    this.source = source;
    this.media = media;
    this.options = options;
    this.reader = reader;
  }

  /** Of a pool of questions, at most so many; those whose pictures cannot be read are passed by. */
  List<Donor> asked(List<Question> pool, QuestionPictures pictures, Draw draw, int most)
      throws IOException {
    List<Donor> donors = new ArrayList<>();
    for (Question question : draw.shuffled(pool)) {
      if (donors.size() == most) {
        break;
      }
      asked(question, pictures).ifPresent(donors::add);
    }
    return donors;
  }

  private Optional<Donor> asked(Question question, QuestionPictures pictures) throws IOException {
    try {
      byte[] bytes = pictures.bytes(question);
      Insert insert =
          Insert.asked(
              pictures.path(question),
              Digest.hex(bytes),
              question.picture(),
              question.prompt(),
              question.answer());
      return Optional.of(new Donor(insert, measured(Pictures.decode(bytes, media.maxPixels()))));
    } catch (CurationException | IllegalArgumentException e) {
      return Optional.empty(); // there are other questions
    }
  }

  /** Frames of other films that are worth asking about, at most so many. */
  List<Donor> frames(String film, Draw draw, int most) throws IOException {
    List<FilmSource.Entry> others = new ArrayList<>(FilmSource.films(source));
    others.removeIf(other -> other.id().equals(film));
    List<FilmSource.Entry> drawn = draw.shuffled(others);
    List<Donor> donors = new ArrayList<>();
    int each = (most + FILMS - 1) / FILMS;
    for (FilmSource.Entry other : drawn.subList(0, Math.min(FILMS, drawn.size()))) {
      donors.addAll(frames(other, draw, each));
    }
    return draw.shuffled(donors);
  }

  private List<Donor> frames(FilmSource.Entry other, Draw draw, int most) throws IOException {
    try {
      return other.path().isEmpty() ? keyFrames(other, draw, most) : video(other, draw, most);
    } catch (CurationException e) {
      return List.of(); // a bad film is told where its own needles are made
    }
  }

  private List<Donor> keyFrames(FilmSource.Entry other, Draw draw, int most) throws IOException {
    Film film = Film.read(MovieNetTree.open(source.mediaRoot()), other.id(), media.maxBytes());
    List<Donor> donors = new ArrayList<>();
    try (FrameList pictures = FrameList.open(film.medium(), media.maxBytes())) {
      List<FilmFrame> frames = draw.shuffled(film.frames());
      for (FilmFrame frame : frames.subList(0, Math.min(2 * most, frames.size()))) {
        if (donors.size() == most) {
          break;
        }
        byte[] bytes;
        FrameFeatures features;
        try {
          bytes = pictures.bytes(Math.toIntExact(frame.index()));
          features = measured(Pictures.decode(bytes, media.maxPixels()));
        } catch (CurationException | IllegalArgumentException e) {
          continue; // there are other frames
        }
        MediaRef one = new MediaRef.Picked(film.medium(), List.of(frame.index()));
        if (options.quality().objection(features).isEmpty()) {
          Insert insert =
              Insert.frame(one, Digest.hex(bytes), other.id(), FrameFacts.of(film, frame));
          donors.add(new Donor(insert, features));
        }
      }
    }
    return donors;
  }

  private List<Donor> video(FilmSource.Entry other, Draw draw, int most) throws IOException {
    FilmReader.Measured film = reader.video(other.id(), other.path(), options.framesPerSecond());
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < film.features().size(); i++) {
      FrameFeatures features = film.features().get(i);
      if (features != null && options.quality().objection(features).isEmpty()) {
        places.add(i);
      }
    }
    List<Donor> donors = new ArrayList<>();
    List<Integer> drawn = draw.shuffled(places);
    for (int place : drawn.subList(0, Math.min(most, drawn.size()))) {
      long index = film.film().frames().get(place).index();
      MediaRef one = new MediaRef.Picked(film.film().medium(), List.of(index));
      Insert insert = Insert.frame(one, film.sha256(), other.id(), new TreeMap<>());
      donors.add(new Donor(insert, Objects.requireNonNull(film.features().get(place))));
    }
    return donors;
  }

  /** At the size at which frames of films are measured. */
  private static FrameFeatures measured(RgbImage image) {
    if (image.height() <= LINES) {
      return FrameMeter.measure(image);
    }
    int width = Math.max(16, (int) Math.round((double) image.width() * LINES / image.height()));
    return FrameMeter.measure(PillowBicubic.resize(image, width, LINES));
  }
}
