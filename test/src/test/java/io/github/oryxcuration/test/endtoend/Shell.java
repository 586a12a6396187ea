package io.github.oryxcuration.test.endtoend;

import io.github.oryxcuration.cli.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs a command as a shell does, within this JVM. */
record Shell(int exit, String out, String err) {

  static Shell run(Object... arguments) {
    List<String> words = new ArrayList<>(Arrays.stream(arguments).map(Object::toString).toList());
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit = Main.run(new PrintWriter(out), new PrintWriter(err), words.toArray(String[]::new));
    return new Shell(exit, out.toString(), err.toString());
  }
}
