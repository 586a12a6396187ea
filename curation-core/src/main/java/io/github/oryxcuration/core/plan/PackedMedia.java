package io.github.oryxcuration.core.plan;

import io.github.oryxcuration.core.media.MediaProbe;
import io.github.oryxcuration.core.sample.Mark;
import io.github.oryxcuration.core.sample.MediaRef;
import java.util.ArrayList;
import java.util.List;

/** The part of a {@link PackedRow} that tells of media: where they lie and what was measured. */
final class PackedMedia {
  private static final int FILE = 0;
  private static final int FOLDER = 1;
  private static final int TAR = 2;
  private static final int PATCH = 3;
  private static final int CELL = 4;
  private static final int DRAWN = 5;
  private static final int PICKED = 6;
  private static final int VIEWS = 7;
  private static final int INSERTED = 8;

  private PackedMedia() {}

  static void put(MediaRef ref, Packer out) {
    if (ref instanceof MediaRef.InFile file) {
      out.number(FILE);
      out.text(file.path());
    } else if (ref instanceof MediaRef.InFolder folder) {
      out.number(FOLDER);
      out.text(folder.path());
    } else if (ref instanceof MediaRef.InTar tar) {
      out.number(TAR);
      out.text(tar.path());
    } else if (ref instanceof MediaRef.InPatch patch) {
      out.number(PATCH);
      out.text(patch.path());
      out.number(patch.offset());
      out.number(patch.sizes().size());
      patch.sizes().forEach(out::number);
      out.flag(patch.base64());
      out.flag(patch.bgr());
    } else if (ref instanceof MediaRef.InCell cell) {
      out.number(CELL);
      out.text(cell.path());
      out.number(cell.row());
      out.text(cell.column());
      out.number(cell.index() + 1); // ALL is -1
    } else if (ref instanceof MediaRef.Drawn drawn) {
      out.number(DRAWN);
      out.text(drawn.painter());
      out.text(drawn.order());
    } else if (ref instanceof MediaRef.Views views) {
      out.number(VIEWS);
      put(views, out);
    } else if (ref instanceof MediaRef.Picked picked) {
      out.number(PICKED);
      put(picked.of(), out);
      out.number(picked.frames().size());
      long last = 0;
      for (long frame : picked.frames()) { // steps are shorter than numbers
        out.number(frame - last);
        last = frame;
      }
    } else if (ref instanceof MediaRef.Inserted inserted) {
      out.number(INSERTED);
      put(inserted.among(), out);
      put(inserted.picture(), out);
      out.text(inserted.sha256());
      out.number(inserted.at());
    } else {
      throw new IllegalArgumentException("there is no packed form of " + ref);
    }
  }

  private static void put(MediaRef.Views views, Packer out) {
    out.text(views.scene());
    out.text(views.tracker());
    out.number(views.views().size());
    for (MediaRef.View view : views.views()) {
      put(view.picture(), out);
      out.number(view.index());
      out.real(view.seconds());
    }
    out.number(views.marks().size());
    for (Mark mark : views.marks()) {
      out.number(mark.id());
      out.number(mark.view());
      out.real(mark.x());
      out.real(mark.y());
      out.real(mark.area());
      out.text(mark.label());
    }
    out.flag(views.stamped());
  }

  static MediaRef ref(Unpacker in) {
    int kind = in.integer();
    return switch (kind) {
      case FILE -> new MediaRef.InFile(in.text());
      case FOLDER -> new MediaRef.InFolder(in.text());
      case TAR -> new MediaRef.InTar(in.text());
      case PATCH ->
          new MediaRef.InPatch(in.text(), in.number(), in.list(in::integer), in.flag(), in.flag());
      case CELL -> new MediaRef.InCell(in.text(), in.number(), in.text(), in.integer() - 1);
      case DRAWN -> new MediaRef.Drawn(in.text(), in.text());
      case VIEWS -> views(in);
      case PICKED -> picked(in);
      case INSERTED ->
          new MediaRef.Inserted((MediaRef.Picked) ref(in), ref(in), in.text(), in.integer());
      default -> throw new IllegalArgumentException("a packed row names a medium of kind " + kind);
    };
  }

  private static MediaRef.Views views(Unpacker in) {
    return new MediaRef.Views(
        in.text(),
        in.text(),
        in.list(() -> new MediaRef.View(ref(in), in.number(), in.real())),
        in.list(
            () -> new Mark(in.integer(), in.integer(), in.real(), in.real(), in.real(), in.text())),
        in.flag());
  }

  private static MediaRef.Picked picked(Unpacker in) {
    MediaRef of = ref(in);
    List<Long> frames = new ArrayList<>();
    long last = 0;
    for (long step : in.list(in::number)) {
      last += step;
      frames.add(last);
    }
    return new MediaRef.Picked(of, frames);
  }

  static void put(MediaProbe probe, Packer out) {
    out.text(probe.path());
    out.text(probe.sha256());
    out.number(probe.bytes());
    out.text(probe.format());
    out.number(probe.width());
    out.number(probe.height());
    out.number(probe.orientation());
    out.number(probe.frames());
    out.real(probe.framesPerSecond());
    out.real(probe.seconds());
    out.flag(probe.truncated());
  }

  static MediaProbe probe(Unpacker in) {
    return new MediaProbe(
        in.text(),
        in.text(),
        in.number(),
        in.text(),
        in.integer(),
        in.integer(),
        in.integer(),
        in.number(),
        in.real(),
        in.real(),
        in.flag());
  }
}
