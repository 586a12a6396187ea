package io.github.oryxcuration.needle.plan;

import io.github.oryxcuration.core.caption.CaptionCache;
import io.github.oryxcuration.core.caption.CaptionPrompt;
import io.github.oryxcuration.core.caption.CaptionRequest;
import io.github.oryxcuration.core.caption.Captioner;
import io.github.oryxcuration.core.caption.HttpCaptioner;
import io.github.oryxcuration.core.caption.HttpCaptionerSpec;
import io.github.oryxcuration.core.caption.RecordedCaptioner;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.media.MediaReader;
import io.github.oryxcuration.core.media.Probed;
import io.github.oryxcuration.core.sample.EncodedPicture;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.sample.Modality;
import io.github.oryxcuration.core.sample.Turn;
import io.github.oryxcuration.core.source.SourceSpec.MultiImageTurn;
import io.github.oryxcuration.core.text.Dialect;
import io.github.oryxcuration.core.threads.Results;
import io.github.oryxcuration.needle.caption.AnnotationCaptioner;
import io.github.oryxcuration.needle.caption.Leaks;
import io.github.oryxcuration.needle.caption.OryxCaptioner;
import io.github.oryxcuration.needle.caption.Prompts;
import io.github.oryxcuration.needle.choose.Offer;
import io.github.oryxcuration.needle.film.FilmFrame;
import io.github.oryxcuration.needle.film.Shot;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Captions needles, film by film: loads the frames as a shard will hold them, asks, checks. */
final class CaptionBucket implements Closeable {
  private final Captioner captioner;
  private final MediaReader media;
  private final ExecutorService callers;
  private final long seed;

  private CaptionBucket(Captioner captioner, MediaReader media, int callers, long seed) {
    this.captioner = captioner;
    this.media = media;
    this.callers = Executors.newFixedThreadPool(callers);
    this.seed = seed;
  }

  /** The bucket's captioner, with its share of cap and rates, and its file of answers. */
  static CaptionBucket open(
      NeedleOptions options, NeedlePaths paths, int bucket, MediaReader media, long seed)
      throws IOException {
    NeedleOptions.Oryx oryx = options.oryx();
    if (oryx != null) {
      Captioner model = OryxCaptioner.open(oryx.folder(), oryx.maxTokens());
      CaptionCache cache = CaptionCache.open(paths.captions(bucket));
      return new CaptionBucket(new RecordedCaptioner(model, cache, oryx.rules()), media, 1, seed);
    }
    HttpCaptionerSpec http = options.http();
    if (http == null) {
      return new CaptionBucket(new AnnotationCaptioner(), media, 1, seed);
    }
    HttpCaptionerSpec share = http.share(options.buckets());
    CaptionCache cache = CaptionCache.open(paths.captions(bucket));
    return new CaptionBucket(HttpCaptioner.open(share, cache), media, share.concurrency(), seed);
  }

  /** Captions some offers of one film. */
  List<Captioned> caption(int number, FilmPlan film, List<Integer> offers) throws IOException {
    Map<Integer, List<Frame>> frames;
    try {
      frames = frames(film, offers);
    } catch (CurationException e) {
      return offers.stream().map(offer -> failed(number, offer, e)).toList();
    }
    List<Future<Captioned>> running = new ArrayList<>();
    for (int offer : offers) {
      List<Frame> asked = java.util.Objects.requireNonNull(frames.get(offer));
      running.add(callers.submit(() -> caption(number, film, offer, asked)));
    }
    List<Captioned> done = new ArrayList<>();
    for (Future<Captioned> one : running) {
      done.add(Results.of(one));
    }
    return done;
  }

  /** The asked frames of each offer as shards will hold them; the film is gone through once. */
  private Map<Integer, List<Frame>> frames(FilmPlan film, List<Integer> offers) throws IOException {
    TreeSet<Integer> positions = new TreeSet<>();
    for (int offer : offers) {
      // Of a film into which something is inserted, one frame tells the size.
      positions.addAll(
          film.inserts().containsKey(offer) ? List.of(0) : film.offers().get(offer).idx());
    }
    List<Long> places = positions.stream().map(at -> film.haystack().get(at).index()).toList();
    MediaRef.Picked ref = new MediaRef.Picked(film.medium(), places);
    Probed probed = media.probe(ref, Modality.VIDEO_LONG);
    List<Frame> stored =
        media.frames(ref, probed.probe(), probed.picks(), Modality.VIDEO_LONG, new ArrayList<>());
    if (stored.size() != positions.size()) {
      throw new CurationException(
          Reason.MEDIA_TRUNCATED,
          "only " + stored.size() + " of " + positions.size() + " frames could be decoded");
    }
    Map<Integer, Frame> byPosition = new TreeMap<>();
    int next = 0;
    for (int position : positions) {
      byPosition.put(position, stored.get(next++));
    }
    Map<Integer, List<Frame>> frames = new TreeMap<>();
    for (int offer : offers) {
      Insert insert = film.inserts().get(offer);
      frames.put(
          offer,
          insert == null
              ? film.offers().get(offer).idx().stream()
                  .map(at -> java.util.Objects.requireNonNull(byPosition.get(at)))
                  .toList()
              : List.of(
                  media.inserted(
                      new MediaRef.Inserted(ref, insert.picture(), insert.sha256(), 0),
                      probed.probe(),
                      Modality.VIDEO_LONG)));
    }
    return frames;
  }

  private Captioned caption(int number, FilmPlan film, int place, List<Frame> frames)
      throws IOException {
    Offer offer = film.offers().get(place);
    Insert insert = film.inserts().get(place);
    String id = NeedleRows.id(film, offer);
    List<String> digests = frames.stream().map(Frame::sha256).toList();
    CaptionPrompt prompt = Prompts.of(offer.task());
    try {
      if (insert != null && insert.isAsked()) {
        checkDialect(film, place, insert.answer());
        return new Captioned(
            number, place, insert.answer(), digests, "questions", "none", null, null);
      }
      List<Map<String, String>> facts =
          insert == null
              ? offer.idx().stream().map(at -> film.facts().getOrDefault(at, Map.of())).toList()
              : List.of(insert.facts());
      List<EncodedPicture> pictures = frames.stream().map(Frame::picture).toList();
      String answer =
          captioner.caption(new CaptionRequest(id, prompt, pictures, facts, seed)).strip();
      check(film, offer, insert != null, answer);
      checkDialect(film, place, answer);
      return new Captioned(
          number,
          place,
          answer,
          digests,
          captioner.identity(),
          prompt.name() + " " + prompt.digest(),
          null,
          null);
    } catch (CurationException e) {
      return failed(number, place, e);
    }
  }

  private static void check(FilmPlan film, Offer offer, boolean inserted, String answer) {
    if (Leaks.isGeneric(answer)) {
      throw new CurationException(
          Reason.NEEDLE_GENERIC, "the answer says too little to tell its frame: " + answer);
    }
    List<Shot> shots = new ArrayList<>();
    for (int position : inserted ? List.<Integer>of() : offer.idx()) {
      FilmFrame frame = film.haystack().get(position);
      if (frame.shot() >= 0 && frame.shot() < film.shots().size()) {
        shots.add(film.shots().get(frame.shot()));
      }
    }
    String shared =
        Leaks.shared(answer, Leaks.outside(film.subtitles(), shots, film.framesPerSecond()));
    if (!shared.isEmpty()) {
      throw new CurationException(
          Reason.NEEDLE_LEAK, "a subtitle outside the needle's shots holds \"" + shared + "\"");
    }
  }

  /** What the pipeline would refuse later is refused here, where another needle can take over. */
  private void checkDialect(FilmPlan film, int offer, String answer) {
    String question = film.question(offer, seed);
    Dialect.normalise(
        List.of(Turn.human(Dialect.PLACEHOLDER + "\n" + question), Turn.gpt(answer)),
        1,
        Modality.VIDEO_LONG,
        MultiImageTurn.SPLIT);
  }

  private static Captioned failed(int film, int offer, CurationException why) {
    return Captioned.failed(film, offer, why.reason(), why.explanation());
  }

  @Override
  public void close() throws IOException {
    callers.shutdownNow();
    captioner.close();
  }
}
