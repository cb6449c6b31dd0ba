package scales.worker.image.jpeg;

import java.util.List;

/** Visits the blocks of all components in the order in which a common scan codes them (A.2.3). */
final class UnitWalk {
    /** What is done with each block. */
    interface Visitor {
        void visit(int component, QuantisedBlocks.Cursor block);
    }

    private UnitWalk() {}

    static void walk(Frame frame, List<QuantisedBlocks> blocks, Visitor visitor) {
        QuantisedBlocks.Cursor[][] lines = new QuantisedBlocks.Cursor[blocks.size()][];
        int[] across = new int[lines.length];
        for (int c = 0; c < lines.length; c++) {
            across[c] = frame.components().get(c).horizontal();
            lines[c] = new QuantisedBlocks.Cursor[frame.components().get(c).vertical()];
            for (int y = 0; y < lines[c].length; y++) {
                lines[c][y] = blocks.get(c).new Cursor();
            }
        }
        int high = frame.unitsHigh();
        int wide = frame.unitsWide();
        for (int row = 0; row < high; row++) {
            for (QuantisedBlocks.Cursor[] ofComponent : lines) {
                for (int y = 0; y < ofComponent.length; y++) {
                    ofComponent[y].toLine(row * ofComponent.length + y);
                }
            }
            for (int column = 0; column < wide; column++) {
                for (int c = 0; c < lines.length; c++) {
                    for (QuantisedBlocks.Cursor line : lines[c]) {
                        for (int x = across[c]; x > 0; x--) {
                            line.next();
                            visitor.visit(c, line);
                        }
                    }
                }
            }
        }
    }
}
