package io.github.oryxcuration.core.error;

/** What to do about a lost row: one sentence per reason, the same wherever it is told. */
public final class Advice {
  private Advice() {}

  /** One or two sentences in the imperative. */
  public static String of(Reason reason) {
    return switch (reason) {
      case MALFORMED_ROW ->
          "Open the file at the position and mend the row, or check that the source's format is the"
              + " right one.";
      case EMPTY_CONVERSATION ->
          "Nothing can be learnt from the row. Leave it, or fill in its question and answer.";
      case BAD_ROLE ->
          "Turns must go from human to gpt, the human first. Mend the roles in the source.";
      case PLACEHOLDER_COUNT ->
          "Write one <image> per picture, one for a whole video and none for text. Counts are never"
              + " repaired: only the author knows which picture a sentence means.";
      case MULTI_IMAGE_TURN ->
          "Set multi_image_turn: split for the source to give every picture a turn of its own.";
      case SPECIAL_TOKEN ->
          "The text holds a control token of the model. Remove it from the source if it is not"
              + " meant.";
      case BAD_ANSWER -> "The answer must be one of the row's options. Mend the row.";
      case MEDIA_MISSING ->
          "Download the file, or correct media_root or media_map of the source; then run the build"
              + " again.";
      case MEDIA_OUTSIDE_ROOT ->
          "Paths may not leave media_root. Correct the path, or choose a media_root that holds all"
              + " media; media.links: follow lets symbolic links lead out of it.";
      case MEDIA_UNREADABLE ->
          "The file is damaged, may not be read (permissions, a failing disk) or is of another type"
              + " than is read. Fetch it again or convert it (JPEG, PNG, GIF and BMP pictures are"
              + " read).";
      case MEDIA_TRUNCATED ->
          "The file breaks off: fetch it again. For videos, corrupt_tail: keep_frames uses the good"
              + " frames.";
      case MEDIA_TOO_LARGE ->
          "Raise the limit under media in the recipe (max_pixels, max_bytes, max_frames,"
              + " max_seconds) if the file is sound.";
      case MEDIA_CHANGED ->
          "The file changed while the set was built. Run the build again with --replace.";
      case EXTREME_ASPECT ->
          "The trainer would resize the picture to a side of no pixels. Crop or pad it, or leave"
              + " it.";
      case NO_FRAMES -> "No frame could be decoded. Check that the video plays, or fetch it again.";
      case FRAMES_LOST ->
          "The sample holds the frames that could be decoded. Fetch the file again, or set"
              + " corrupt_tail: quarantine to leave such videos out.";
      case FRAMES_SKIPPED ->
          "Samples were made from the other frames. doctor scannet looks at all scans of a root and"
              + " lists what to skip.";
      case SCORE_FAILED ->
          "The sample stays in its set, without scores. Mend what the message says, and score into a new"
              + " folder.";
      case FILTERED ->
          "The filter's condition does not hold. Choose another threshold and filter again; no model"
              + " is needed for that.";
      case UNDECIDED ->
          "Ask for no more than the share at which the votes were stopped, or score again without"
              + " --stop-at-share.";
      case OVER_BUDGET ->
          "Shorten the conversation, set over_budget: fewer_frames for videos, or raise max_tokens"
              + " if the trainer's model_max_length allows it.";
      case NO_MARKS ->
          "Nothing in the views is large and certain enough. Raise views or lower min_area of the"
              + " source, or leave the scene.";
      case NOT_FOR_TRAINING ->
          "Test questions are never written into a training set. Name the train or val file.";
      case FILM_INCONSISTENT ->
          "Run doctor movienet over the tree, and fetch the film's shots, frames or annotation"
              + " again.";
      case FILM_TOO_SHORT -> "Lower frames or min_frames of the source, or leave the film.";
      case NEEDLE_POOR_FRAME ->
          "Nothing can be asked of such a frame. Other thresholds stand in the source's options.";
      case NEEDLE_AMBIGUOUS ->
          "Another frame of the film looks the same. Lower hash_distance or colour_distance if"
              + " they are to count as different.";
      case NEEDLE_LEAK ->
          "The answer can be had without the frame. Nothing to do, unless whole kinds of answers"
              + " are lost: then change the captioner's prompt.";
      case NEEDLE_GENERIC ->
          "The answer does not tell the frame from others. A captioner that says more gives more"
              + " needles.";
      case NEEDLE_SURPLUS ->
          "Nothing is wrong with the needle; set even: false to keep more than even cells allow.";
      case CAPTION_UNUSABLE ->
          "Look at the answers in captions/ and change the prompt, max_tokens or the model.";
      case CAPTION_FAILED ->
          "Read the message of the captioner's server; run again once it is mended.";
      case CAPTION_OVER_CAP ->
          "Raise the cap of the captioner and run again; what was paid for is" + " kept.";
    };
  }
}
