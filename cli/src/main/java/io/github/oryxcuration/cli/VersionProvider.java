package io.github.oryxcuration.cli;

import picocli.CommandLine.IVersionProvider;

/** The version of the toolkit, from the manifest of its jar. */
final class VersionProvider implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = VersionProvider.class.getPackage().getImplementationVersion();
    return new String[] {"oryx-curate " + (version == null ? "(not packaged)" : version)};
  }
}
