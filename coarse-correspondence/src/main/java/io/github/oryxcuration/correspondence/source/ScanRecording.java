package io.github.oryxcuration.correspondence.source;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.picture.Pictures;
import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.correspondence.scan.FrameChecker;
import io.github.oryxcuration.correspondence.scan.FrameFault;
import io.github.oryxcuration.correspondence.scan.Scan;
import io.github.oryxcuration.correspondence.scan.ScanFolder;
import io.github.oryxcuration.correspondence.scan.ScanFrame;
import io.github.oryxcuration.correspondence.track.ScanSequence;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** An RGB-D scan; only frames with a sound pose are counted. */
final class ScanRecording implements Recording {
  private static final long MAX_PIXELS = 1L << 26;

  private final ScanFolder folder;
  private final Scan scan;
  private final FrameChecker checker;
  private final List<ScanFrame> posed;

  private ScanRecording(ScanFolder folder, Scan scan) {
    this.folder = folder;
    this.scan = scan;
    this.checker = new FrameChecker(scan);
    this.posed = checker.posed();
  }

  static ScanRecording open(ScanFolder folder) throws IOException {
    return new ScanRecording(folder, folder.open());
  }

  ScanFolder folder() {
    return folder;
  }

  @Override
  public String path() {
    return folder.path();
  }

  @Override
  public int frames() {
    return scan.frames().size();
  }

  @Override
  public int count() {
    return posed.size();
  }

  @Override
  public int width() {
    return scan.cameras().color().width();
  }

  @Override
  public boolean isUsable(int frame) throws IOException {
    return checker.fault(posed.get(frame)).isEmpty();
  }

  @Override
  public boolean isReadable(int frame) throws IOException {
    return image(frame).filter(image -> image.width() == width()).isPresent();
  }

  @Override
  public Optional<RgbImage> image(int frame) throws IOException {
    try {
      return Optional.of(Pictures.decode(scan.color(posed.get(frame)), MAX_PIXELS));
    } catch (CurationException unreadable) {
      return Optional.empty();
    }
  }

  @Override
  public MediaRef.View view(int frame) {
    ScanFrame at = posed.get(frame);
    return new MediaRef.View(at.color(), at.index(), at.seconds());
  }

  @Override
  public ScanSequence sequence(List<Integer> frames) {
    return new ScanSequence(scan, frames.stream().map(posed::get).toList());
  }

  @Override
  public String faults() {
    Map<FrameFault, Integer> faults = checker.faults();
    String words =
        faults.entrySet().stream()
            .map(fault -> fault.getValue() + " " + fault.getKey().words())
            .collect(Collectors.joining(", "));
    return scan.complaint().isEmpty()
        ? words
        : words + (words.isEmpty() ? "" : "; ") + "the recording " + scan.complaint();
  }

  @Override
  public void close() throws IOException {
    scan.close();
  }
}
