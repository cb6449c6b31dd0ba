package scales.balancer.config;

import picocli.CommandLine.IVersionProvider;

/** Says which build this is, as its jar's manifest states. */
public final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"scales balancer " + text()};
    }

    public static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
