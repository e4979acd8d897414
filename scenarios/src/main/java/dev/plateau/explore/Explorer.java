package dev.plateau.explore;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.plateau.export.Palette;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Serves the explorer to browsers of this machine: the page, and what it asks for. Everything that is served is read when it starts,
 * so no request reaches a file. Clients that ask at once take turns; whoever reads slowly holds up nobody but himself.
 */
public final class Explorer implements AutoCloseable {
    /** Languages that the texts of the page exist in, the first if the browser wants none of them. */
    static final List<String> LANGUAGES = List.of("en", "ja");

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String CLIENT = "client";
    private static final String GENERATION = "generation";
    private static final String WARM_UP = "";
    private static final int HTTP_THREADS = 320;
    private static final int STREAMS = 160;
    private static final long THREAD_STACK = 512 * 1024;
    private static final long SECONDS_PER_STREAM = 600;
    private static final long HEARTBEAT_MILLISECONDS = 1000;
    private static final long IDLE_SECONDS = 10;
    private static final int BACKLOG = 256;
    private static final int LARGEST_STORY = 64;

    private final HttpServer server;
    private final ThreadPoolExecutor http;
    private final Turns turns;
    private final Guard guard;
    private final Consumer<String> faults;
    private final Map<String, Asset> assets = new TreeMap<>();
    private final Semaphore streams = new Semaphore(STREAMS);
    private final AtomicBoolean warm = new AtomicBoolean();

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Asset(String type, byte[] bytes) {
        static Asset of(String file, String type) throws IOException {
            try (InputStream in = Explorer.class.getResourceAsStream(file)) {
                if (in == null) {
                    throw new IOException(file + " is missing from this build");
                }
                return new Asset(type, in.readAllBytes());
            }
        }
    }

    /** Answers a kind of request. */
    private interface Answer {
        void to(HttpExchange exchange, Parameters parameters) throws IOException, RefusedException;
    }

    /**
     * Starts to serve on the loopback interface.
     *
     * @param port 0 for any that is free
     * @param threads that simulate, at least 1
     * @param faults is told of internal faults, a line each
     * @throws java.net.BindException if the port is taken
     */
    public Explorer(int port, int threads, Consumer<String> faults) throws IOException {
        limitSlowness();
        this.faults = faults;
        loadAssets();
        server = HttpServer.create(
                new InetSocketAddress(InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1}), port), BACKLOG);
        guard = new Guard(port());
        turns = new Turns(threads);
        AtomicInteger number = new AtomicInteger();
        http = new ThreadPoolExecutor(
                HTTP_THREADS, HTTP_THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), job -> {
                    Thread thread = new Thread(null, job, "explorer-http-" + number.getAndIncrement(), THREAD_STACK);
                    thread.setDaemon(true);
                    return thread;
                });
        http.allowCoreThreadTimeOut(true);
        server.setExecutor(http);
        server.createContext("/", this::handle);
        server.start();
        warmUp();
    }

    /** Of the JDK's server, which reads these once: without them a client that stalls would keep its thread for ever. */
    private static void limitSlowness() {
        Map.of(
                        "sun.net.httpserver.maxReqTime", "10",
                        "sun.net.httpserver.maxRspTime", Long.toString(SECONDS_PER_STREAM + 30),
                        "sun.net.httpserver.idleInterval", "30",
                        "sun.net.httpserver.nodelay", "true")
                .forEach((name, value) -> {
                    if (System.getProperty(name) == null) {
                        System.setProperty(name, value);
                    }
                });
    }

    private void loadAssets() throws IOException {
        assets.put("/", Asset.of("index.html", "text/html; charset=utf-8"));
        assets.put("/explorer.css", Asset.of("explorer.css", "text/css; charset=utf-8"));
        assets.put("/explorer.js", Asset.of("explorer.js", "text/javascript; charset=utf-8"));
        assets.put("/lessons.json", Asset.of("lessons.json", "application/json"));
        for (String language : LANGUAGES) {
            assets.put("/texts/" + language + ".json", Asset.of("texts/" + language + ".json", "application/json"));
        }
        assets.put("/form.json", new Asset("application/json", form().toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** What can be set, and in which colours it is drawn. */
    private static ObjectNode form() {
        ObjectNode form = JSON.objectNode();
        ArrayNode sliders = form.putArray("sliders");
        for (Slider slider : Slider.ALL) {
            sliders.addObject()
                    .put("name", slider.name())
                    .put("group", slider.group())
                    .put("low", slider.low())
                    .put("high", slider.high())
                    .put("step", slider.step())
                    .put("initial", slider.initial());
        }
        ArrayNode policies = form.putArray("policies");
        Palette.policies(State.POLICIES, List.of(), policy -> 0)
                .forEach((policy, line) -> policies.addObject()
                        .put("id", policy)
                        .put("color", line.color())
                        .put("initial", State.POLICIES_AT_FIRST.contains(policy)));
        ArrayNode directions = form.putArray("directionColors");
        for (int i = 0; i < Palette.COLORS; i++) {
            directions.add(Palette.policy(i).color());
        }
        Palette.zones().forEach(form.putArray("zones")::add);
        State.VOTES.forEach(form.putArray("votes")::add);
        form.put("vote", State.VOTE_AT_FIRST);
        Stories.RULES.forEach(form.putArray("rules")::add);
        LANGUAGES.forEach(form.putArray("languages")::add);
        form.put("precision", new BigDecimal(State.PRECISION));
        return form;
    }

    /** Runs the first state for itself until somebody asks, so that the code is compiled by then. */
    private void warmUp() {
        try {
            Mailbox unread = new Mailbox();
            State state = State.of(new Parameters(null, State.names()));
            turns.submit(WARM_UP, 0, new Curves(state.read().study(), unread));
        } catch (RefusedException e) {
            throw new IllegalStateException("the first state is wrong", e);
        }
    }

    /** Port that it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Where browsers find it. */
    public String address() {
        return "http://127.0.0.1:" + port() + "/";
    }

    private void handle(HttpExchange exchange) {
        try (exchange) {
            secure(exchange.getResponseHeaders());
            try {
                String path = exchange.getRequestURI().getPath();
                guard.check(exchange, "/".equals(path));
                route(exchange, path == null ? "" : path);
            } catch (RefusedException e) {
                refuse(exchange, e.status(), String.valueOf(e.getMessage()));
            } catch (RuntimeException e) {
                faults.accept("explorer: internal fault: " + e);
                refuse(exchange, 500, "internal fault");
            }
        } catch (IOException gone) {
            // The client has left, or never spoke HTTP.
        }
    }

    private static void secure(Headers headers) {
        headers.set(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                        + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cache-Control", "no-store");
    }

    private static void refuse(HttpExchange exchange, int status, String reason) throws IOException {
        if (status == 405) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        }
        send(
                exchange,
                status,
                "application/json",
                JSON.objectNode().put("error", reason).toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private void route(HttpExchange exchange, String path) throws IOException, RefusedException {
        Asset asset = assets.get(path);
        if (asset != null) {
            send(exchange, 200, asset.type(), asset.bytes());
            return;
        }
        List<String> known = new ArrayList<>(State.names());
        switch (path) {
            case "/scenario" -> answer(exchange, known, this::scenario);
            case "/curves" -> {
                known.addAll(List.of(CLIENT, GENERATION));
                answer(exchange, known, this::curves);
            }
            case "/story" -> {
                known.addAll(List.of(CLIENT, GENERATION, "left", "right", "rollouts", "task"));
                answer(exchange, known, this::story);
            }
            default -> throw new RefusedException(404, "there is no such page");
        }
    }

    private static void answer(HttpExchange exchange, List<String> known, Answer answer)
            throws IOException, RefusedException {
        if (!exchange.getRequestMethod().equals("GET")) {
            throw new RefusedException(405, "only GET is known here");
        }
        answer.to(exchange, new Parameters(exchange.getRequestURI().getRawQuery(), known));
    }

    private void scenario(HttpExchange exchange, Parameters parameters) throws IOException, RefusedException {
        String text = State.of(parameters).scenario();
        exchange.getResponseHeaders().set("Content-Disposition", "attachment; filename=\"" + State.NAME + ".yaml\"");
        send(exchange, 200, "application/yaml; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    private void curves(HttpExchange exchange, Parameters parameters) throws IOException, RefusedException {
        State state = State.of(parameters);
        Mailbox mailbox = new Mailbox();
        stream(exchange, parameters, mailbox, () -> new Curves(state.read().study(), mailbox));
    }

    private void story(HttpExchange exchange, Parameters parameters) throws IOException, RefusedException {
        State state = State.of(parameters);
        List<String> rules = List.of(
                parameters.choice("left", Stories.RULES, Stories.RULES.get(0)),
                parameters.choice("right", Stories.RULES, Stories.RULES.get(1)));
        int rollouts = (int) parameters.whole("rollouts", 2, LARGEST_STORY, 16);
        OptionalLong task = parameters.get("task").isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(parameters.whole("task", 0, 1_000_000, 0));
        Mailbox mailbox = new Mailbox();
        stream(exchange, parameters, mailbox, () -> new Stories(state.read().study(), rules, rollouts, task, mailbox));
    }

    /** Does work in turns, and writes what it says, a line of JSON each time. */
    private void stream(HttpExchange exchange, Parameters parameters, Mailbox mailbox, Supplier<Turns.Work> prepared)
            throws IOException, RefusedException {
        String client = parameters.get(CLIENT).orElse("");
        if (!client.matches("[0-9a-z]{1,40}")) {
            throw RefusedException.bad("client must be 1 to 40 of the characters 0-9 and a-z");
        }
        long generation = parameters.whole(GENERATION, 0, 999_999_999, 0);
        if (!streams.tryAcquire()) {
            throw new RefusedException(429, "more than " + STREAMS + " requests are under way");
        }
        try {
            if (warm.compareAndSet(false, true)) {
                turns.withdraw(WARM_UP);
            }
            Turns.Work work = prepared.get();
            // Curves and stories of one client do not disturb each other.
            String name = client + exchange.getRequestURI().getPath();
            turns.submit(name, generation, work);
            try {
                exchange.getResponseHeaders().set("Content-Type", "application/x-ndjson");
                exchange.sendResponseHeaders(200, 0);
                write(exchange.getResponseBody(), mailbox, work);
            } finally {
                turns.withdraw(name, work);
                mailbox.end("");
            }
        } finally {
            streams.release();
        }
    }

    private static void write(OutputStream out, Mailbox mailbox, Turns.Work work) throws IOException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_PER_STREAM);
        try (out) {
            while (true) {
                Mailbox.Mail mail = mailbox.take(HEARTBEAT_MILLISECONDS);
                // An empty line shows whether somebody still listens.
                out.write((mail.message() == null ? "\n" : mail.message() + "\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
                if (mail.last()) {
                    return;
                }
                if (System.nanoTime() > until) {
                    work.end("it took longer than " + SECONDS_PER_STREAM + " seconds");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Clients whose work is under way. */
    int clients() {
        return turns.clients();
    }

    /** Ends all connections and threads. */
    @Override
    public void close() {
        turns.close();
        server.stop(0);
        http.shutdownNow();
    }

    /** Bytes of everything that the page consists of. */
    public long weight() {
        return assets.values().stream().mapToLong(asset -> asset.bytes().length).sum();
    }

    /** The files that the page consists of, for tests. */
    static String asset(String file) {
        try {
            return new String(Asset.of(file, "").bytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
