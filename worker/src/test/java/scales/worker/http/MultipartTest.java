package scales.worker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scales.worker.image.Refused;

class MultipartTest {
    private static final String TYPE = "multipart/form-data; boundary=b";

    @Test
    void takes_the_first_part_with_a_file_name() throws Refused {
        String body = part("name=\"comment\"", "hello") + part("name=\"a\"; filename=\"a.png\"", "one")
                + part("name=\"b\"; filename=\"b.png\"", "two") + "--b--\r\n";

        assertThat(picture(body)).isEqualTo("one");
    }

    @Test
    void else_the_part_with_a_known_name() throws Refused {
        for (String name : new String[] {"file", "image", "picture"}) {
            assertThat(picture(part("name=x", "x") + part("name=" + name, "it") + part("name=y", "y") + "--b--"))
                    .isEqualTo("it");
        }
    }

    @Test
    void else_the_only_part() throws Refused {
        assertThat(picture(part("name=whatever", "it") + "--b--")).isEqualTo("it");
        assertThat(picture("--b\r\n\r\nno headers at all\r\n--b--")).isEqualTo("no headers at all");
    }

    @Test
    void a_field_without_a_chosen_file_has_no_file_name() throws Refused {
        String body = part("name=\"a\"; filename=\"\"", "") + part("name=\"b\"; filename*=UTF-8''b.png", "two") + "--b--";

        assertThat(picture(body)).isEqualTo("two");
    }

    @Test
    void file_names_may_hold_anything_a_quoted_string_may() throws Refused {
        assertThat(picture(part("name=\"x\"", "x")
                        + part("name=\"a;b\"; filename=\"a\\\"; name=file;.png\"", "it") + "--b--"))
                .isEqualTo("it");
    }

    @Test
    void reads_around_preamble_padding_and_epilogue() throws Refused {
        assertThat(picture("preamble\r\n--b \t\r\nContent-Disposition: form-data; filename=a\r\n\r\nit\r\n--b--\r\nepilogue"))
                .isEqualTo("it");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "--b", "--b\r\n", "--b--", "--b\r\nContent-Disposition: form-data; filename=a\r\n\r\nno end", "no boundary",
        "--b\r\nContent-Disposition: form-data; filename=a\r\n--b--", "--bx\r\n\r\nit\r\n--bx--", "\n--b\n\nit\n--b--",
        "--b\r\n\r\none\r\n--b\r\n\r\ntwo\r\n--b--"
    })
    void refuses_what_is_broken_or_holds_no_picture(String body) {
        assertThatThrownBy(() -> picture(body)).isInstanceOf(Refused.class);
    }

    @Test
    void refuses_very_long_headers_and_very_many_parts() {
        assertThatThrownBy(() -> picture("--b\r\nX: " + "x".repeat(64 * 1024) + "\r\n\r\nit\r\n--b--"))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> picture(part("name=x", "x").repeat(10_000) + "--b--")).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"\""})
    void refuses_a_missing_boundary(String type) {
        assertThatThrownBy(() -> Multipart.picture("--\r\n\r\nit\r\n----".getBytes(), type)).isInstanceOf(Refused.class);
    }

    @Test
    void knows_its_content_type_in_any_case() {
        assertThat(Multipart.is("Multipart/Form-Data; boundary=x")).isTrue();
        assertThat(Multipart.is("application/x-www-form-urlencoded")).isFalse();
        assertThat(Multipart.is(null)).isFalse();
    }

    /** A content made of the bytes that delimiters are made of; one that holds the delimiter is no legal content. */
    @Property(tries = 500, seed = "1")
    void finds_every_content_to_the_byte(@ForAll @Size(max = 40) java.util.List<@CharRange(from = '-', to = '.') Character> dashes,
            @ForAll @Size(max = 40) byte[] bytes) throws Refused {
        StringBuilder content = new StringBuilder("\r\n-");
        dashes.forEach(content::append);
        content.append(new String(bytes, StandardCharsets.ISO_8859_1)).append("\r\n--B\r\r\n-");

        assertThat(picture(part("name=x; filename=f", content.toString()) + "--b--")).isEqualTo(content.toString());
    }

    private static String part(String disposition, String content) {
        return "--b\r\nContent-Type: image/png\r\ncontent-disposition: form-data; " + disposition + "\r\n\r\n" + content + "\r\n";
    }

    private static String picture(String body) throws Refused {
        byte[] picture = Multipart.picture(body.getBytes(StandardCharsets.ISO_8859_1), TYPE);
        return new String(picture, StandardCharsets.ISO_8859_1);
    }
}
