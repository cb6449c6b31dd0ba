package scales.worker.image.jpeg;

/**
 * A component's part in one scan.
 *
 * @param dc its table for DC differences; null when the scan needs none
 * @param ac its table for AC coefficients; null when the scan needs none
 */
record ScanComponent(int index, Component component, DecodingTable dc, DecodingTable ac) {}
