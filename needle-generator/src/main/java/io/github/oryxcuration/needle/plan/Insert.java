package io.github.oryxcuration.needle.plan;

import io.github.oryxcuration.core.sample.MediaRef;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A picture that takes the place of a frame.
 *
 * @param picture one picture, or one frame of another film
 * @param sha256 as {@link MediaRef.Inserted} has it
 * @param from the film's id, or the picture's name in the file of questions
 * @param facts what is known of the frame, for the captioner
 * @param question of the file of questions; empty for a frame, which is captioned
 * @param answer that goes with the question
 */
record Insert(
    MediaRef picture,
    String sha256,
    String from,
    SortedMap<String, String> facts,
    String question,
    String answer) {
  Insert {
    facts = new TreeMap<>(facts);
  }

  static Insert frame(
      MediaRef picture, String sha256, String film, SortedMap<String, String> facts) {
    return new Insert(picture, sha256, film, facts, "", "");
  }

  static Insert asked(String path, String sha256, String name, String question, String answer) {
    return new Insert(
        new MediaRef.InFile(path), sha256, name, new TreeMap<>(Map.of()), question, answer);
  }

  boolean isAsked() {
    return !question.isEmpty();
  }
}
