package scales.lab.bench.pictures;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** One picture to resize. @param scale how much larger it is to become, a decimal */
record Case(Path picture, String scale) {
    static List<Case> cross(List<Path> pictures, List<String> scales) {
        return pictures.stream().flatMap(picture -> scales.stream().map(scale -> new Case(picture, scale))).toList();
    }

    String extension() {
        String name = picture.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return picture.getFileName() + " x " + scale;
    }
}
