package scales.lab.bench.pictures;

/** One line of the table. @param figures null when the engine could not @param quality null when it could not be compared */
record Row(Case job, String engine, Figures figures, Quality quality) {}
