package io.github.oryxcuration.needle.grid;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.geometry.FrameSampling;
import io.github.oryxcuration.core.recipe.RecipeException;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.source.SourceSpec;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.core.video.VideoLimits;
import io.github.oryxcuration.core.video.Videos;
import io.github.oryxcuration.needle.choose.Draw;
import io.github.oryxcuration.needle.film.Film;
import io.github.oryxcuration.needle.film.FilmFrame;
import io.github.oryxcuration.needle.film.FilmSource;
import io.github.oryxcuration.needle.film.MovieNetTree;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Films that are long enough for the longest samples of a grid. */
final class GridFilms {
  private static final VideoLimits LIMITS = new VideoLimits(1L << 30, 100_000_000L, 7200);
  private static final long MAX_PICTURE_BYTES = 1 << 28;

  /**
   * A film with the places of its frames in its medium.
   *
   * @param places ascending
   */
  record LongFilm(String id, MediaRef medium, List<Long> places) {
    LongFilm {
      places = List.copyOf(places);
    }

    /** So many of its frames, spread evenly from the first to the last. */
    MediaRef.Picked spread(int count) {
      List<Long> picked = new ArrayList<>();
      for (int at : FrameSampling.linspace(places.size(), count)) {
        picked.add(places.get(at));
      }
      return new MediaRef.Picked(medium, picked);
    }
  }

  /** A film that cannot be read, and why. */
  record Bad(FilmSource.Entry film, CurationException why) {}

  /**
   * What was drawn.
   *
   * @param films long enough, at least one
   * @param bad that were come across on the way
   */
  record Drawn(List<LongFilm> films, List<Bad> bad) {
    Drawn {
      films = List.copyOf(films);
      bad = List.copyOf(bad);
    }
  }

  private GridFilms() {}

  /**
   * Draws films; shorter ones are passed over.
   *
   * @param frames at least
   * @param count at most
   * @throws RecipeException if no film is long enough
   */
  static Drawn draw(SourceSpec source, int frames, int count, long seed) throws IOException {
    List<FilmSource.Entry> all =
        Draw.of(seed, "niah-films", source.name()).shuffled(FilmSource.films(source));
    List<LongFilm> films = new ArrayList<>();
    List<Bad> bad = new ArrayList<>();
    String fault = "there is no film";
    for (FilmSource.Entry entry : all) {
      if (films.size() == count) {
        break;
      }
      try {
        LongFilm film = read(source, entry);
        if (film.places.size() >= frames) {
          films.add(film);
        } else {
          fault = film.id + " has " + film.places.size();
        }
      } catch (CurationException e) {
        fault = e.explanation();
        bad.add(new Bad(entry, e));
      }
    }
    if (films.isEmpty()) {
      throw RecipeException.of(
          "source " + source.name(),
          "no film has "
              + frames
              + " frames, which the longest samples take ("
              + fault
              + "). Give longer films, or lower options.frames");
    }
    return new Drawn(films, bad);
  }

  private static LongFilm read(SourceSpec source, FilmSource.Entry entry) throws IOException {
    if (entry.path().isEmpty()) {
      Film film = Film.read(MovieNetTree.open(source.mediaRoot()), entry.id(), MAX_PICTURE_BYTES);
      return new LongFilm(
          entry.id(), film.medium(), film.frames().stream().map(FilmFrame::index).toList());
    }
    try (SeekableByteChannel channel = Storage.open(entry.path())) {
      long frames = Videos.inspect(channel, entry.path(), LIMITS).frames();
      return new LongFilm(
          entry.id(),
          new MediaRef.InFile(entry.path()),
          LongStream.range(0, frames).boxed().toList());
    }
  }
}
