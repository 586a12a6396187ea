package io.github.oryxcuration.runtime.config;

/**
 * The switches of Oryx in {@code config.json}: those that the released models use, and no other.
 */
final class OryxDialect {
  private static final String COMPRESSOR = "dynamic_compressor";
  private static final String PROJECTOR = "simple_mlp_twoview";

  private OryxDialect() {}

  static void check(ConfigFile config) {
    if (!config.states("mm_resampler_type")) {
      config.problem(
          "mm_resampler_type is null, so this is an intermediate checkpoint (such as Oryx-7B-Image)"
              + " whose image features were never compressed: the reference cannot run it either."
              + " Use the final Oryx or Oryx-1.5 checkpoint");
    } else if (!config.text("mm_resampler_type").equals(COMPRESSOR)) {
      config.wrong("mm_resampler_type", '"' + COMPRESSOR + '"');
    }
    if (!config.text("mm_projector_type").equals(PROJECTOR)) {
      config.wrong("mm_projector_type", '"' + PROJECTOR + '"');
    }
    String tower = config.text("mm_vision_tower");
    if (!tower.equals("oryx_vit") && !tower.startsWith("oryx_vit:")) {
      config.wrong("mm_vision_tower", "\"oryx_vit:\" and the path of the tower's weights");
    }
    for (String key : new String[] {"mm_use_im_start_end", "mm_use_im_patch_token"}) {
      if (config.flag(key, false)) {
        config.wrong(key, "false, as in every released model");
      }
    }
  }
}
