package io.github.oryxcuration.needle.caption;

import io.github.oryxcuration.core.caption.CaptionRequest;
import io.github.oryxcuration.core.caption.Captioner;
import io.github.oryxcuration.core.caption.CaptionerStoppedException;
import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.sample.EncodedPicture;
import io.github.oryxcuration.core.sample.Modality;
import io.github.oryxcuration.runtime.generate.Answer;
import io.github.oryxcuration.runtime.generate.FinishReason;
import io.github.oryxcuration.runtime.generate.Progress;
import io.github.oryxcuration.runtime.model.AnswerOptions;
import io.github.oryxcuration.runtime.model.Ask;
import io.github.oryxcuration.runtime.model.ModelSpec;
import io.github.oryxcuration.runtime.model.OryxModel;
import io.github.oryxcuration.runtime.model.SharedModel;
import io.github.oryxcuration.runtime.prompt.MediaRules;
import io.github.oryxcuration.runtime.prompt.Medium;
import io.github.oryxcuration.runtime.prompt.ModelInput;
import io.github.oryxcuration.runtime.prompt.Question;
import io.github.oryxcuration.runtime.weights.ModelException;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The project's own model. One or two pictures are shown as pictures, more as the frames of a long
 * video, all of them. Answers are the likeliest ones: the same for the same weights, device and
 * number of threads.
 */
public final class OryxCaptioner implements Captioner {
  private static final Logger log = LoggerFactory.getLogger(OryxCaptioner.class);
  private static final int MOST_PICTURES = 2;

  private final SharedModel shared;
  private final int maxTokens;
  private final String identity;

  private OryxCaptioner(SharedModel shared, int maxTokens) {
    this.shared = shared;
    this.maxTokens = maxTokens;
    this.identity =
        "oryx-1 "
            + Digest.hex(Json.write(shared.model().identity())).substring(0, 32)
            + " max_tokens="
            + maxTokens;
  }

  /**
   * Loads a model, or shares one that is loaded.
   *
   * @param folder of the published files
   * @param maxTokens of an answer
   * @throws CaptionerStoppedException if the folder cannot be used; says all that is wrong
   */
  public static OryxCaptioner open(String folder, int maxTokens) throws IOException {
    try {
      return new OryxCaptioner(SharedModel.of(ModelSpec.of(folder)), maxTokens);
    } catch (ModelException e) {
      throw new CaptionerStoppedException(
          "The captioner oryx needs a model's folder: " + e.getMessage());
    }
  }

  @Override
  public String identity() {
    return identity;
  }

  @Override
  public String caption(CaptionRequest request) throws IOException {
    OryxModel model = shared.model();
    Question question = Question.of(request.prompt().text(), media(request.pictures()));
    Answer answer;
    try {
      ModelInput input = model.prepare(question, MediaRules.allFrames());
      if (input.prompt().spelledSpecials() > 0) {
        log.warn(
            "{}: the question spells {} special tokens; the model takes them for real",
            request.id(),
            input.prompt().spelledSpecials());
      }
      Ask ask = new Ask(input, 1, request.seed());
      AnswerOptions likeliest = AnswerOptions.upTo(maxTokens).withTemperature(0);
      answer = model.answer(List.of(ask), likeliest, Progress.NONE).answers().get(0).get(0);
    } catch (ModelException e) {
      throw new CaptionerStoppedException(String.valueOf(e.getMessage()));
    }
    if (answer.reason() == FinishReason.LENGTH) {
      throw new CurationException(
          Reason.CAPTION_UNUSABLE,
          request.id() + ": the answer is cut off after " + maxTokens + " tokens");
    }
    return answer.text();
  }

  private static List<Medium> media(List<EncodedPicture> pictures) {
    boolean isFilm = pictures.size() > MOST_PICTURES;
    return Medium.of(isFilm ? Modality.VIDEO_LONG : Modality.IMAGE, pictures);
  }

  @Override
  public void close() {
    shared.close();
  }
}
