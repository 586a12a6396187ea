package io.github.oryxcuration.test.endtoend;

import io.github.oryxcuration.core.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes what nobody publishes in small: Oryx's own JSON beside a patch file of pictures. */
final class OryxPatches {
  private OryxPatches() {}

  /** One picture, one video of frames, one needle; returns the JSON's path. */
  static Path write(Path folder, Path photos, Path data) throws IOException {
    Files.createDirectories(folder);
    ByteArrayOutputStream patch = new ByteArrayOutputStream();
    byte[] picture = Files.readAllBytes(photos.resolve("larch.jpg"));
    patch.write(picture);
    long videoAt = patch.size();
    List<Integer> sizes = new ArrayList<>();
    Path frames = data.resolve("sources/llava-hound/train_300k/v_elf-Scene-001");
    for (int i = 1; i <= 8; i++) {
      byte[] frame = Files.readAllBytes(frames.resolve("c01_000" + i + ".jpeg"));
      sizes.add(frame.length);
      patch.write(frame);
    }
    Files.write(folder.resolve("patch_000000"), patch.toByteArray());
    Map<String, Object> video =
        Map.of("patch", "patch_000000", "size", sizes, "start_num", videoAt);
    List<Object> rows =
        List.of(
            Map.of(
                "id",
                "oryx_0000000001",
                "image",
                Map.of("patch", "patch_000000", "size", picture.length, "start_num", 0),
                "conversations",
                talk("<image>\nWhich trees are these?", "Two golden larches.")),
            Map.of(
                "id",
                "oryx_0000000002",
                "video",
                video,
                "conversations",
                talk("<image>\nWhat stands on the table?", "A toy elf.")),
            Map.of(
                "id",
                "oryx_0000000003",
                "video_long",
                video,
                "idx",
                List.of(3),
                "type",
                "caption",
                "question",
                "What does frame <idx> show?",
                "answer",
                "A toy elf from the side."));
    Path json = folder.resolve("data.json");
    return Files.writeString(json, Json.write(rows));
  }

  private static List<Map<String, String>> talk(String question, String answer) {
    return List.of(
        Map.of("from", "human", "value", question), Map.of("from", "gpt", "value", answer));
  }
}
