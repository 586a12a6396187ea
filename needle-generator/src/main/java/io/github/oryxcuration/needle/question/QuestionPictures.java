package io.github.oryxcuration.needle.question;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.storage.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;

/**
 * The folder that the pictures of a file of questions lie in.
 *
 * @param folder storage path
 */
public record QuestionPictures(String folder) {
  /**
   * Where a question's picture lies.
   *
   * @throws CurationException MEDIA_OUTSIDE_ROOT if its name leads out of the folder
   */
  public String path(Question question) {
    String name = question.picture();
    for (String step : name.split("[/\\\\]", -1)) {
      if (step.equals("..")) {
        throw new CurationException(Reason.MEDIA_OUTSIDE_ROOT, name + " leads out of " + folder);
      }
    }
    return Storage.child(folder, name);
  }

  /**
   * The bytes of a question's picture.
   *
   * @throws CurationException MEDIA_MISSING, MEDIA_OUTSIDE_ROOT
   */
  public byte[] bytes(Question question) throws IOException {
    String path = path(question);
    try {
      return Storage.readAll(path);
    } catch (FileNotFoundException e) {
      throw new CurationException(Reason.MEDIA_MISSING, path + ": no such picture", e);
    }
  }
}
