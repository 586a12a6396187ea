package io.github.oryxcuration.cli.demo;

import io.github.oryxcuration.cli.demo.Scene.Paint;
import io.github.oryxcuration.cli.demo.Scene.Shape;
import io.github.oryxcuration.cli.demo.Scene.Thing;
import io.github.oryxcuration.core.video.ClipSpec;
import io.github.oryxcuration.core.video.VideoWriter;
import java.awt.Color;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.DoubleFunction;

/** Three short clips and multiple-choice questions about them, in the columns of NExT-QA. */
final class DemoClips {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 240;
  private static final int FRAMES_PER_SECOND = 15;
  private static final Color DAY = new Color(0xBFE0FF);
  private static final Color NIGHT = new Color(0x0A1030);

  private final Path folder;

  DemoClips(Path folder) {
    this.folder = folder;
  }

  /** Encodes the clips and writes the questions. */
  void write(Path csv) throws IOException {
    Thing ball = new Thing(Shape.CIRCLE, Paint.RED, 0, 0.5, 0.25);
    clip("clip-1", 6, part -> scene(DAY, ball.at(0.15 + 0.7 * part, 0.5)));
    clip(
        "clip-2",
        5,
        part -> scene(DAY, new Thing(Shape.SQUARE, Paint.BLUE, 0.5, 0.5, 0.1 + 0.6 * part)));
    Thing house = new Thing(Shape.TRIANGLE, Paint.YELLOW, 0.5, 0.6, 0.4);
    clip("clip-3", 8, part -> scene(between(DAY, NIGHT, part), house));
    Files.writeString(csv, QUESTIONS);
  }

  private static final String QUESTIONS =
      """
      video,frame_count,width,height,question,answer,qid,type,a0,a1,a2,a3,a4
      clip-1,90,320,240,what moves through the picture,0,0,DO,a red circle,a blue square,a cat,a bar,nothing
      clip-1,90,320,240,where does the circle end,3,1,DL,on the left,in the middle,at the top,on the right,it is gone
      clip-2,75,320,240,what happens to the square,1,0,DO,it shrinks,it grows,it turns,it falls,it vanishes
      clip-2,75,320,240,which colour is the square,4,1,DO,red,green,yellow,white,blue
      clip-3,120,320,240,how does the light change,2,0,TN,it flickers,it grows bright,it gets dark,it turns red,not at all
      clip-3,120,320,240,does the triangle move,1,1,DO,yes to the left,no,yes to the right,yes upwards,yes downwards
      clip-9,100,320,240,what is in a clip that does not exist,0,0,DO,nothing,something,much,all,a dog
      clip-1,90,320,240,what if the answer is none of the options,7,9,DO,one,two,three,four,five
      """;

  private static Scene scene(Color sky, Thing thing) {
    return new Scene(sky, sky.darker(), List.of(thing));
  }

  private static Color between(Color from, Color to, double part) {
    return new Color(
        mix(from.getRed(), to.getRed(), part),
        mix(from.getGreen(), to.getGreen(), part),
        mix(from.getBlue(), to.getBlue(), part));
  }

  private static int mix(int from, int to, double part) {
    return (int) Math.round(from + (to - from) * part);
  }

  /**
   * @param scene at a part of the clip, 0 to 1
   */
  private void clip(String name, int seconds, DoubleFunction<Scene> scene) throws IOException {
    ClipSpec spec = ClipSpec.mp4(WIDTH, HEIGHT, FRAMES_PER_SECOND);
    int frames = seconds * FRAMES_PER_SECOND;
    try (FileChannel out =
            FileChannel.open(
                folder.resolve(name + ".mp4"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING);
        VideoWriter writer = VideoWriter.open(out, spec)) {
      for (int i = 0; i < frames; i++) {
        writer.write(scene.apply(i / (frames - 1.0)).draw(WIDTH, HEIGHT));
      }
      writer.finish();
    }
  }
}
