package dev.plateau.explore;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what no page of the explorer would send. A name of another host that leads to this machine (DNS rebinding) is known by the
 * header {@code Host}, a page of another host by {@code Origin} and {@code Sec-Fetch-Site}.
 */
final class Guard {
    private static final int LONGEST_ADDRESS = 4096;
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    private final Set<String> hosts;

    /**
     * A guard.
     *
     * @param port that the explorer listens on
     */
    Guard(int port) {
        this.hosts = Set.of("127.0.0.1:" + port, "localhost:" + port);
    }

    /**
     * Lets a request pass or refuses it.
     *
     * @param page whether it asks for the page itself, to which other pages may link
     */
    void check(HttpExchange exchange, boolean page) throws RefusedException {
        Headers headers = exchange.getRequestHeaders();
        List<String> host = headers.get("Host");
        if (host == null || host.size() != 1 || !hosts.contains(host.get(0))) {
            throw new RefusedException(
                    403,
                    "this is the explorer of "
                            + hosts.stream().sorted().findFirst().orElseThrow() + "; ask for it by this name");
        }
        String origin = headers.getFirst("Origin");
        if (origin != null && !(origin.startsWith("http://") && hosts.contains(origin.substring("http://".length())))) {
            throw new RefusedException(403, "pages of other hosts may not ask");
        }
        String site = headers.getFirst("Sec-Fetch-Site");
        if (site != null && !OWN_SITES.contains(site) && !(page && isLink(headers))) {
            throw new RefusedException(403, "pages of other hosts may not ask");
        }
        if (exchange.getRequestURI().toString().length() > LONGEST_ADDRESS) {
            throw new RefusedException(414, "the address is longer than " + LONGEST_ADDRESS + " characters");
        }
        if (!exchange.getRequestMethod().equals("GET")
                && !exchange.getRequestMethod().equals("HEAD")) {
            throw new RefusedException(405, "only GET and HEAD are known here");
        }
        if (headers.containsKey("Transfer-Encoding") || !isEmpty(headers.getFirst("Content-Length"))) {
            throw new RefusedException(413, "a request has no body here");
        }
    }

    private static boolean isEmpty(@Nullable String length) {
        return length == null || length.equals("0");
    }

    private static boolean isLink(Headers headers) {
        return "navigate".equals(headers.getFirst("Sec-Fetch-Mode"))
                && "document".equals(headers.getFirst("Sec-Fetch-Dest"));
    }
}
