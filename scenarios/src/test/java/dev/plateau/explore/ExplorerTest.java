package dev.plateau.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.BindException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(300)
class ExplorerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SMALL = "largest=4&policies=parallel";

    private final List<String> faults = new CopyOnWriteArrayList<>();
    private Explorer explorer;

    @BeforeEach
    void start() throws IOException {
        explorer = new Explorer(0, 2, faults::add);
    }

    @AfterEach
    void stop() {
        explorer.close();
        assertThat(faults).isEmpty();
    }

    private record Reply(int status, String head, String body) {}

    private Socket send(String text) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), explorer.port());
        socket.setSoTimeout(120_000);
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return socket;
    }

    private static Reply read(Socket socket) throws IOException {
        try (socket) {
            String text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int end = text.indexOf("\r\n\r\n");
            return end < 0
                    ? new Reply(0, text, "")
                    : new Reply(
                            Integer.parseInt(text.split(" ", 3)[1]), text.substring(0, end), text.substring(end + 4));
        }
    }

    private String host() {
        return "127.0.0.1:" + explorer.port();
    }

    private Reply ask(String method, String path, String... headers) throws IOException {
        return read(send(request(method, path, headers)));
    }

    private String request(String method, String path, String... headers) {
        boolean hosted = Arrays.stream(headers).anyMatch(header -> header.startsWith("Host:"));
        return method + " " + path + " HTTP/1.1\r\n" + (hosted ? "" : "Host: " + host() + "\r\n")
                + String.join(
                        "",
                        Arrays.stream(headers).map(header -> header + "\r\n").toList())
                + "Connection: close\r\n\r\n";
    }

    /** Reads JSON lines of a stream until there are so many, or it ends. */
    private static List<JsonNode> lines(Socket socket, int most) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        for (String line = reader.readLine(); line != null && lines.size() < most; line = reader.readLine()) {
            if (line.startsWith("{")) {
                lines.add(JSON.readTree(line));
            }
        }
        return lines;
    }

    private Socket stream(String path, String client, int generation, String state) throws IOException {
        // The older protocol sends no chunks, which a test would have to put together.
        return send(request("GET", path + "?client=" + client + "&generation=" + generation + "&" + state)
                .replace("HTTP/1.1", "HTTP/1.0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/explorer.js",
                "/explorer.css",
                "/lessons.json",
                "/form.json",
                "/texts/en.json",
                "/texts/ja.json"
            })
    void servesItsPageWithALockOnIt(String path) throws IOException {
        Reply reply = ask("GET", path);
        assertThat(reply.status()).isEqualTo(200);
        String head = reply.head().toLowerCase(Locale.ROOT);
        assertThat(head)
                .contains("content-security-policy: default-src 'none'")
                .contains("x-content-type-options: nosniff")
                .contains("x-frame-options: deny")
                .doesNotContain("access-control-allow");
        assertThat(ask("HEAD", path).body()).isEmpty();
    }

    @Test
    void thePageIsLightAndNeedsNobodyElse() {
        assertThat(explorer.weight()).isLessThan(300_000);
        for (String file : List.of("index.html", "explorer.css", "explorer.js")) {
            assertThat(Explorer.asset(file).replace("http://www.w3.org/2000/svg", ""))
                    .doesNotContain("http:", "https:");
        }
        assertThat(Explorer.asset("index.html")).doesNotContain("style=", "onclick");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET | /curves?client=a&generation=1&chance=7 | 400 | chance must be",
                "GET | /curves?generation=1 | 400 | client must be",
                "GET | /curves?client=A!&generation=1 | 400 | client must be",
                "GET | /curves?client=a&generation=x | 400 | generation must be",
                "GET | /story?client=a&generation=1&left=parallel | 400 | left must be",
                "GET | /story?client=a&generation=1&rollouts=1000 | 400 | rollouts must be",
                "GET | /story?client=a&generation=1&task=-1 | 400 | task must be",
                "GET | /scenario?client=a | 400 | unknown parameter",
                "GET | /nothing | 404 | no such page",
                "GET | /texts/../explorer.js | 404 | no such page",
                "GET | /../../../../etc/passwd | 404 | no such page",
                "GET | /%2e%2e/%2e%2e/etc/passwd | 404 | no such page",
                "GET | //etc/passwd | 404 | no such page",
                "GET | /texts/en.json%00.html | 404 | no such page",
                "POST | / | 405 | only GET",
                "PUT | /scenario | 405 | only GET",
                "DELETE | /curves | 405 | only GET",
                "HEAD | /scenario | 405 | ''",
                "OPTIONS | / | 405 | only GET",
            })
    void whatIsWrongIsRefused(String method, String path, int status, String reason) throws IOException {
        Reply reply = ask(method, path);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.body()).contains(reason);
    }

    @Test
    void longAddressesAndBodiesAreRefused() throws IOException {
        assertThat(ask("GET", "/scenario?chance=" + "1".repeat(5000)).status()).isEqualTo(414);
        assertThat(ask("GET", "/", "Content-Length: 5").status()).isEqualTo(413);
        assertThat(ask("GET", "/", "Transfer-Encoding: chunked").status()).isEqualTo(413);
    }

    @Test
    void pagesOfOtherHostsCannotDriveIt() throws IOException {
        String scenario = "/scenario?" + SMALL;
        assertThat(ask("GET", scenario).status()).isEqualTo(200);
        assertThat(ask("GET", scenario, "Host: localhost:" + explorer.port()).status())
                .isEqualTo(200);
        assertThat(ask("GET", scenario, "Host: evil.example").status()).isEqualTo(403);
        assertThat(ask("GET", scenario, "Host: evil.example:" + explorer.port()).status())
                .isEqualTo(403);
        assertThat(ask("GET", scenario, "Host: 127.0.0.1").status()).isEqualTo(403);
        assertThat(ask("GET", "/", "Host: evil.example:" + explorer.port()).status())
                .isEqualTo(403);
        assertThat(ask("GET", scenario, "Host: " + host(), "Host: evil.example").status())
                .isEqualTo(403);
        assertThat(read(send("GET / HTTP/1.0\r\n\r\n")).status()).isEqualTo(403);
        assertThat(ask("GET", scenario, "Origin: http://evil.example").status()).isEqualTo(403);
        assertThat(ask("GET", scenario, "Origin: null").status()).isEqualTo(403);
        assertThat(ask("GET", scenario, "Origin: https://" + host()).status()).isEqualTo(403);
        assertThat(ask("GET", scenario, "Origin: http://" + host()).status()).isEqualTo(200);
        assertThat(ask("GET", scenario, "Sec-Fetch-Site: cross-site").status()).isEqualTo(403);
        assertThat(ask("GET", scenario, "Sec-Fetch-Site: same-site").status()).isEqualTo(403);
        assertThat(ask("GET", scenario, "Sec-Fetch-Site: same-origin").status()).isEqualTo(200);
        // A link elsewhere may lead to the page itself, but it may not be framed.
        assertThat(ask("GET", "/", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document")
                        .status())
                .isEqualTo(200);
        assertThat(ask("GET", "/", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: iframe")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void itListensOnTheLoopbackAloneAndSaysIfThePortIsTaken() {
        assertThat(explorer.address()).startsWith("http://127.0.0.1:");
        assertThatThrownBy(() -> new Explorer(explorer.port(), 1, faults::add)).isInstanceOf(BindException.class);
    }

    @Test
    void curvesSharpenUntilTheyAreSettled() throws IOException {
        try (Socket socket = stream("/curves", "a", 1, SMALL + "&spread=0")) {
            List<JsonNode> looks = lines(socket, Integer.MAX_VALUE);
            assertThat(looks).hasSizeGreaterThan(2);
            for (int i = 1; i < looks.size(); i++) {
                assertThat(looks.get(i).get("tasks").asLong())
                        .isGreaterThanOrEqualTo(looks.get(i - 1).get("tasks").asLong());
            }
            JsonNode last = looks.get(looks.size() - 1);
            assertThat(last.get("settled").asBoolean()).isTrue();
            assertThat(last.get("widest").asDouble()).isLessThanOrEqualTo(0.005);
            assertThat(last.get("closed")).hasSize(3);
            assertThat(last.get("auc").asDouble()).isBetween(0.5, 1.0);
        }
        awaitNobody();
    }

    @Test
    void aStoryIsToldOnce() throws IOException {
        try (Socket socket = stream("/story", "a", 1, "left=rebase&right=dora&rollouts=8&task=5")) {
            List<JsonNode> told = lines(socket, Integer.MAX_VALUE);
            assertThat(told).hasSize(1);
            assertThat(told.get(0).get("task").asInt()).isEqualTo(5);
            assertThat(told.get(0).get("sides").get(1).get("prefixes")).hasSizeGreaterThan(8);
        }
    }

    @Test
    void whoeverLeavesIsNotServedOn() throws Exception {
        Socket socket = stream("/curves", "a", 1, "largest=256");
        assertThat(lines(socket, 1)).hasSize(1);
        assertThat(explorer.clients()).isEqualTo(1);
        socket.close();
        awaitNobody();
    }

    @Test
    void aNewerRequestTakesThePlaceOfTheOlder() throws Exception {
        try (Socket older = stream("/curves", "a", 1, "largest=256")) {
            assertThat(lines(older, 1)).hasSize(1);
            try (Socket newer = stream("/curves", "a", 2, SMALL)) {
                assertThat(lines(newer, 1)).hasSize(1);
                List<JsonNode> rest = lines(older, Integer.MAX_VALUE);
                assertThat(rest.get(rest.size() - 1).path("settled").asBoolean())
                        .isFalse();
                assertThat(rest.get(rest.size() - 1).get("ended").asText()).isEqualTo("superseded");
                assertThat(read(stream("/curves", "a", 1, SMALL)).status()).isEqualTo(409);
            }
        }
        awaitNobody();
    }

    private void awaitNobody() throws IOException {
        long until = System.nanoTime() + 60_000_000_000L;
        while (explorer.clients() > 0) {
            assertThat(System.nanoTime())
                    .as("clients left: " + explorer.clients())
                    .isLessThan(until);
            Thread.onSpinWait();
        }
    }

    @Test
    void slowClientsHoldUpNobody() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 40; i++) {
                slow.add(send("GET /curves?client=slow" + i + "&gen"));
                slow.add(stream("/curves", "mute" + i, 1, SMALL)); // and never reads
            }
            assertThat(ask("GET", "/").status()).isEqualTo(200);
            try (Socket socket = stream("/curves", "a", 1, SMALL)) {
                assertThat(lines(socket, 1)).hasSize(1);
            }
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void sixtyFourClientsAllGetTheirFirstCurves() throws IOException {
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            sockets.add(stream("/curves", "client" + i, 1, SMALL));
        }
        for (Socket socket : sockets) {
            try (socket) {
                assertThat(lines(socket, 1).get(0).get("tasks").asLong()).isGreaterThanOrEqualTo(128);
            }
        }
        awaitNobody();
    }

    @Test
    void fiveHundredHostileRequestsDoNoHarm() throws IOException {
        fuzz(500);
    }

    @Test
    @Tag("long")
    @Timeout(1200)
    void tenThousandHostileRequestsDoNoHarm() throws IOException {
        fuzz(500);
        System.gc();
        long before = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        fuzz(10_000);
        System.gc();
        long after = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        assertThat(after - before).as("bytes more than before").isLessThan(64_000_000);
    }

    private void fuzz(int requests) throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        List<String> paths = List.of("/", "/scenario", "/curves", "/story", "/form.json", "/nothing", "/texts/en.json");
        List<String> methods = List.of("GET", "GET", "GET", "GET", "POST", "HEAD", "TRACE", "G\u0001T");
        List<String> names = new ArrayList<>(State.names());
        names.addAll(List.of("client", "generation", "left", "right", "rollouts", "task", "x"));
        List<String> values = List.of(
                "0",
                "1",
                "-1",
                "0.5",
                "64",
                "1e9",
                "NaN",
                "",
                "dora",
                "parallel,dora",
                "oracle",
                "rebase",
                "%00",
                "%zz",
                "%ff%fe",
                "../../etc/passwd",
                "<script>",
                "9".repeat(40),
                "\u00e9",
                "a",
                "'",
                "..",
                "%2e%2e");
        int[] counts = new int[600];
        for (int i = 0; i < requests; i++) {
            StringBuilder path = new StringBuilder(paths.get(random.nextInt(paths.size())));
            String separator = "?";
            if (random.nextInt(3) > 0) {
                path.append("?client=f")
                        .append(random.nextInt(20))
                        .append("&generation=")
                        .append(i)
                        .append("&largest=4");
                separator = "&";
            }
            for (int k = random.nextInt(4); k > 0; k--, separator = "&") {
                path.append(separator)
                        .append(names.get(random.nextInt(names.size())))
                        .append(random.nextInt(20) == 0 ? "" : "=")
                        .append(values.get(random.nextInt(values.size())));
            }
            List<String> headers = new ArrayList<>();
            if (random.nextInt(12) == 0) {
                headers.add("Host: " + values.get(random.nextInt(values.size())));
            }
            if (random.nextInt(12) == 0) {
                headers.add("Origin: " + values.get(random.nextInt(values.size())));
            }
            if (random.nextInt(12) == 0) {
                headers.add("Content-Length: " + values.get(random.nextInt(values.size())));
            }
            String text = request(
                    methods.get(random.nextInt(methods.size())), path.toString(), headers.toArray(String[]::new));
            if (random.nextInt(25) == 0) {
                text = text.substring(0, random.nextInt(text.length()));
                send(text).close();
                continue;
            }
            try (Socket socket = send(text)) {
                byte[] begin = socket.getInputStream().readNBytes(12);
                int status =
                        begin.length < 12 ? 0 : Integer.parseInt(new String(begin, 9, 3, StandardCharsets.US_ASCII));
                counts[status]++;
            }
        }
        for (int status = 500; status < 600; status++) {
            assertThat(counts[status]).as("replies with status " + status).isZero();
        }
        assertThat(counts[200]).isGreaterThan(requests / 20);
        assertThat(counts[400]).isGreaterThan(requests / 20);
        awaitNobody();
        assertThat(ask("GET", "/").status()).isEqualTo(200);
        long threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("explorer"))
                .count();
        assertThat(threads).isLessThanOrEqualTo(330);
    }
}
