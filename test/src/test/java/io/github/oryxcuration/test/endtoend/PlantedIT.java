package io.github.oryxcuration.test.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A tenth of what {@code PlantedBench} measures. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlantedIT {
  private static final int SAMPLES = 1000;

  @TempDir private static Path folder;
  private PlantedExperiment experiment;

  @BeforeAll
  void build() throws IOException {
    experiment = new PlantedExperiment(folder, SAMPLES);
  }

  @Test
  void precisionAndRecallFollowFromTheServersNoise() throws IOException {
    PlantedExperiment.Filtered found = experiment.filter(0.8);

    assertThat(found.expectedPrecision())
        .isBetween(found.precisions().low(), found.precisions().high());
    assertThat(found.expectedRecall()).isBetween(found.recalls().low(), found.recalls().high());
  }

  @Test
  void stoppingSavesCallsAndChangesNoDecision() throws IOException {
    PlantedExperiment.Stopped stopped = experiment.stop(0.8);

    assertThat(stopped.changed()).isZero();
    assertThat(stopped.saved()).isCloseTo(stopped.expected(), within(2.0)); // 1000 samples
  }
}
