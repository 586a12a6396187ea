package io.github.oryxcuration.test.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.runtime.script.RunningCalls;
import io.github.oryxcuration.runtime.script.Script;
import io.github.oryxcuration.runtime.script.ScriptModule;
import io.github.oryxcuration.test.process.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a call of the engine when the JVM ends. */
@Timeout(120)
class EndDuringCallIT {
  @TempDir private Path folder;

  /** A program that ends while another of its threads multiplies, for about three seconds. */
  static final class Child {
    private static final Script SCRIPT =
        new Script(
            "long",
            List.of(
                """
                  def multiply(self, times: int) -> None:
                    x = torch.ones([1024, 1024])
                    print("call began")
                    for i in range(times):
                      x = torch.mm(x, x) / 1024.
                    print("call ended")
                """));

    private Child() {}

    public static void main(String[] arguments) throws InterruptedException {
      RunningCalls.endAfterThem();
      ScriptModule module = ScriptModule.compile(SCRIPT);
      module.run("multiply", 1);
      long start = System.nanoTime();
      module.run("multiply", 10);
      long times = 30_000_000_000L / (System.nanoTime() - start);
      CountDownLatch begins = new CountDownLatch(1);
      Thread caller =
          new Thread(
              () -> {
                begins.countDown();
                module.run("multiply", times);
              });
      caller.start();
      begins.await();
      caller.join(1000);
      System.exit(caller.isAlive() ? 7 : 8);
    }
  }

  @Test
  void theJvmEndsAfterTheCallAndByItsOwnExitCode() throws IOException {
    Path log = folder.resolve("log.txt");
    try (ChildJvm.Running child = ChildJvm.of(Child.class.getName()).start(log)) {
      int exit = child.waitFor(Duration.ofSeconds(100));

      assertThat(exit).as(child.tail()).isEqualTo(7);
      assertThat(child.tail().lines().filter(line -> line.startsWith("call")))
          .containsExactly(
              "call began", "call ended", "call began", "call ended", "call began", "call ended");
    }
  }
}
