/**
 * JPEG as photographs come (8 bit, Huffman, grey or three components): decodes at a reduced size, keeps the planes as
 * they were sampled, and encodes them again. Everything else is left to the general reader.
 *
 * <p>Section numbers and figures are those of ITU-T T.81. Imports: {@code image}, JDK.
 */
package scales.worker.image.jpeg;
