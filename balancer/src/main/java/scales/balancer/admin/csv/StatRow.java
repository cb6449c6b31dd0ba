package scales.balancer.admin.csv;

import java.util.Arrays;
import scales.balancer.stats.Traffic;

/** One line of the table. What is not set stays empty: this balancer does not count it. */
final class StatRow {
    private final String[] cells = new String[StatColumns.NAMES.size()];

    StatRow(String proxy, String service, int type, int proxyNumber, int serverNumber) {
        Arrays.fill(cells, "");
        set("pxname", proxy).set("svname", service).set("type", type);
        set("pid", 1).set("iid", proxyNumber).set("sid", serverNumber).set("mode", "http");
    }

    StatRow set(String column, Object value) {
        cells[StatColumns.place(column)] = String.valueOf(value);
        return this;
    }

    /** The columns that every kind of row has. */
    StatRow traffic(Traffic.Counts counts) {
        return set("scur", counts.current()).set("smax", counts.most()).set("stot", counts.total())
                .set("bin", counts.bytesIn()).set("bout", counts.bytesOut())
                .set("rate", counts.rate()).set("rate_max", counts.mostRate())
                .set("hrsp_1xx", counts.status1xx()).set("hrsp_2xx", counts.status2xx()).set("hrsp_3xx", counts.status3xx())
                .set("hrsp_4xx", counts.status4xx()).set("hrsp_5xx", counts.status5xx()).set("hrsp_other", counts.none());
    }

    /** Connecting is not timed: connections are kept. */
    StatRow times(Traffic.RecentTimes recent) {
        return set("qtime", recent.queue()).set("rtime", recent.response()).set("ttime", recent.total())
                .set("qtime_max", recent.highestQueue()).set("rtime_max", recent.highestResponse())
                .set("ttime_max", recent.highestTotal());
    }

    String line() {
        return String.join(",", cells) + ",";
    }
}
