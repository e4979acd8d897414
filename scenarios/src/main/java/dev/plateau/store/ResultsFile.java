package dev.plateau.store;

import dev.plateau.experiment.Archive;
import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import tech.tablesaw.api.Table;

/**
 * The file {@code results.sqlite} of a folder. While a run goes on, each piece of it is committed when it is finished, so that
 * a run that is killed can be gone on with; in the end it has the tables of the result.
 *
 * <p>Tables {@code plateau_run}, {@code plateau_setting} and {@code plateau_piece} are for {@code --resume}: a row per run, per
 * setting that it depends on, and per piece with the checksum of its name and value. All others are results, with the columns
 * and values of the CSV file of that name. A run that follows another keeps its pieces beside the earlier result until its own
 * is whole.
 *
 * <p>A commit outlives the process, not a power failure, after which the last pieces may be missing; the file is whole
 * nevertheless (SQLite's write-ahead log, synchronous NORMAL).
 */
public final class ResultsFile implements Archive, AutoCloseable {
    /** The name of the file in its folder. */
    public static final String NAME = "results.sqlite";

    /** The setting that tells the language of the report: a run may be gone on with in another. */
    public static final String LANGUAGE = "language";

    /** "Plat", by which SQLite files of Plateau are known. */
    private static final int APPLICATION = 0x506C6174;

    private static final int SCHEMA = 1;
    /** Bytes of the index of a write-ahead log, and some more. */
    private static final long ROOM = 1 << 17;

    /** Begin of the names of tables that are not results. */
    static final String OWN = "plateau_";

    private final Path file;
    private final Connection connection;
    private final PreparedStatement find;
    private final PreparedStatement keep;
    private final long run;
    private final long resumed;
    private final AtomicLong found = new AtomicLong();
    private final AtomicLong simulated = new AtomicLong();

    /** The first failure, after which nothing is kept any more: what the connection would say then means nothing. */
    private @Nullable StoreException broken;

    private ResultsFile(Path file, Connection connection, long run) throws SQLException {
        this.file = file;
        this.connection = connection;
        this.run = run;
        this.resumed = pieces();
        this.find = connection.prepareStatement("SELECT value, checksum FROM plateau_piece WHERE run = ? AND name = ?");
        this.keep = connection.prepareStatement(
                "INSERT INTO plateau_piece (run, name, value, checksum) VALUES (?, ?, ?, ?)");
    }

    /**
     * Opens the file of a folder for a run, and makes it if need be.
     *
     * @param folder that exists
     * @param settings all that the run depends on
     * @param resume whether to go on with the last run of the file, if there is one
     * @throws StoreException if the file is not Plateau's, or damaged; if the last run is to be gone on with, but had other
     *     settings; or if it is unfinished, but is not to be gone on with
     */
    public static ResultsFile open(Path folder, SortedMap<String, String> settings, boolean resume) {
        Path file = folder.resolve(NAME);
        boolean existed = Files.exists(file);
        try {
            if (existed) {
                refuseForeign(file);
            } else {
                make(file);
            }
            Connection connection = connect(file);
            boolean open = false;
            try {
                check(file, connection);
                try (Statement statement = connection.createStatement()) {
                    PointStore.make(statement);
                }
                Optional<Long> last = last(connection);
                boolean goesOn = resume && last.isPresent();
                if (goesOn) {
                    refuseOther(file, read(connection, last.orElseThrow()), settings);
                } else {
                    refuseUnfinished(file, connection);
                }
                ResultsFile opened =
                        new ResultsFile(file, connection, goesOn ? last.orElseThrow() : begin(connection, settings));
                open = true;
                return opened;
            } finally {
                if (!open) {
                    connection.close();
                }
            }
        } catch (SQLException e) {
            throw failure(file, e);
        } catch (IOException e) {
            throw StoreException.failed("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static Connection connect(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        return DriverManager.getConnection(url(file), config.toProperties());
    }

    /** SQLite would make a database of an empty file, and complain of any other. */
    private static void refuseForeign(Path file) throws IOException {
        byte[] head = new byte[72];
        try (var bytes = Files.newInputStream(file)) {
            int read = bytes.readNBytes(head, 0, head.length);
            int application = ByteBuffer.wrap(head).getInt(68);
            if (read < head.length || application != APPLICATION) {
                throw StoreException.unusable(
                        file + " is not a results file of Plateau, or is damaged; delete it or choose another folder",
                        new IOException("application id " + application));
            }
        }
    }

    /** Makes an empty file. It has its name only when it is whole. */
    private static void make(Path file) throws SQLException, IOException {
        Path unfinished = file.resolveSibling(".plateau-" + NAME);
        Files.deleteIfExists(unfinished);
        try (Connection connection = DriverManager.getConnection(url(unfinished));
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("PRAGMA application_id = " + APPLICATION);
            statement.execute("PRAGMA user_version = " + SCHEMA);
            statement.execute(
                    "CREATE TABLE plateau_run (id INTEGER PRIMARY KEY, started TEXT NOT NULL, published TEXT)");
            statement.execute("CREATE TABLE plateau_setting (run INTEGER NOT NULL REFERENCES plateau_run(id),"
                    + " name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (run, name))");
            statement.execute("CREATE TABLE plateau_piece (run INTEGER NOT NULL REFERENCES plateau_run(id),"
                    + " name TEXT NOT NULL, value BLOB NOT NULL, checksum INTEGER NOT NULL, PRIMARY KEY (run, name))");
            connection.commit();
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String url(Path file) {
        return "jdbc:sqlite:" + file.toAbsolutePath().toUri();
    }

    private static void check(Path file, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet version = statement.executeQuery("PRAGMA user_version")) {
                if (version.getInt(1) != SCHEMA) {
                    throw StoreException.unusable(
                            file + " is of another version of Plateau; delete it or choose another folder",
                            new SQLException("schema " + version.getInt(1)));
                }
            }
            try (ResultSet answer = statement.executeQuery("PRAGMA integrity_check(1)")) {
                if (!answer.getString(1).equals("ok")) {
                    throw damaged(file, new SQLException(answer.getString(1)));
                }
            }
        }
    }

    private static Optional<Long> last(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet id = statement.executeQuery("SELECT id FROM plateau_run ORDER BY id DESC LIMIT 1")) {
            return id.next() ? Optional.of(id.getLong(1)) : Optional.empty();
        }
    }

    private static SortedMap<String, String> read(Connection connection, long run) throws SQLException {
        SortedMap<String, String> settings = new TreeMap<>();
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT name, value FROM plateau_setting WHERE run = ?")) {
            statement.setLong(1, run);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    settings.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        return settings;
    }

    /** A setting of the run, as it was when the run began. */
    public Optional<String> setting(String name) {
        try {
            return Optional.ofNullable(read(connection, run).get(name));
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    private static void refuseOther(Path file, SortedMap<String, String> was, SortedMap<String, String> is) {
        List<String> differences = Differences.between(numeric(was), numeric(is));
        if (!differences.isEmpty()) {
            throw StoreException.unusable(
                    file + " has a run of something else, which cannot be gone on with:\n  "
                            + String.join("\n  ", differences)
                            + "\nTo begin anew, delete the file or choose another folder.",
                    new IllegalArgumentException("other settings"));
        }
    }

    /** Settings that the numbers depend on. */
    private static SortedMap<String, String> numeric(SortedMap<String, String> settings) {
        SortedMap<String, String> numeric = new TreeMap<>(settings);
        numeric.remove(LANGUAGE);
        return numeric;
    }

    private static void refuseUnfinished(Path file, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(finished("IN (SELECT id FROM plateau_run WHERE published IS NULL)"))) {
            long pieces = rows.next() ? rows.getLong(1) : 0;
            if (pieces > 0) {
                throw StoreException.unusable(
                        String.format(
                                Locale.ROOT,
                                "%s has %,d finished pieces of a run that was not ended. Go on with it by --resume; to begin"
                                        + " anew, delete the file or choose another folder",
                                file,
                                pieces),
                        new IllegalArgumentException("unfinished"));
            }
        }
    }

    private static long begin(Connection connection, SortedMap<String, String> settings) throws SQLException {
        connection.setAutoCommit(false);
        long run;
        try (Statement statement = connection.createStatement()) {
            // Of a run that was killed before its first piece was finished.
            statement.execute("DELETE FROM plateau_setting WHERE run IN"
                    + " (SELECT id FROM plateau_run WHERE published IS NULL)");
            statement.execute("DELETE FROM plateau_run WHERE published IS NULL");
        }
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO plateau_run (started) VALUES (?) RETURNING id")) {
            insert.setString(1, Instant.now().toString());
            try (ResultSet id = insert.executeQuery()) {
                run = id.getLong(1);
            }
        }
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO plateau_setting (run, name, value) VALUES (?, ?, ?)")) {
            for (Map.Entry<String, String> setting : settings.entrySet()) {
                insert.setLong(1, run);
                insert.setString(2, setting.getKey());
                insert.setString(3, setting.getValue());
                insert.executeUpdate();
            }
        }
        connection.commit();
        connection.setAutoCommit(true);
        return run;
    }

    @Override
    public synchronized <R extends Serializable> Optional<R> find(String piece, Class<R> type) {
        refuseBroken();
        try {
            find.setLong(1, run);
            find.setString(2, piece);
            try (ResultSet row = find.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                byte[] value = row.getBytes(1);
                if (PieceCodec.checksum(piece, value) != row.getLong(2)) {
                    throw damaged(file, new SQLException("checksum of " + piece));
                }
                R shown = PieceCodec.read(value, type);
                found.incrementAndGet();
                return Optional.of(shown);
            }
        } catch (SQLException e) {
            throw failed(e);
        } catch (IOException e) {
            throw damaged(file, e);
        }
    }

    @Override
    public void keep(String piece, Serializable shown) {
        byte[] value = PieceCodec.write(shown);
        long checksum = PieceCodec.checksum(piece, value);
        synchronized (this) {
            refuseBroken();
            try {
                keep.setLong(1, run);
                keep.setString(2, piece);
                keep.setBytes(3, value);
                keep.setLong(4, checksum);
                keep.executeUpdate();
                simulated.incrementAndGet();
            } catch (SQLException e) {
                throw failed(e);
            }
        }
    }

    /** How often a finished piece was looked up. */
    public long found() {
        return found.get();
    }

    /** Pieces that were simulated now. */
    public long simulated() {
        return simulated.get();
    }

    /** How many pieces were finished when the file was opened, and how many were simulated since. */
    public Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("resumed", resumed);
        counts.put("simulated", simulated());
        return counts;
    }

    /** Counts finished pieces, those of finished points too. */
    private static String finished(String run) {
        return "SELECT (SELECT count(*) FROM plateau_piece WHERE run " + run + ")"
                + " + (SELECT total(pieces) FROM plateau_point WHERE run " + run + ")";
    }

    /** Finished pieces of the run. */
    long pieces() {
        return locked(() -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(finished("= " + run))) {
                return row.getLong(1);
            }
        });
    }

    /** Puts tables of the result in the place of earlier ones, and drops earlier runs, all or nothing. */
    public void publish(List<Table> tables) {
        inTransaction(() -> {
            SqlTables.replace(connection, tables, OWN);
            published(Instant.now());
            return tables.size();
        });
    }

    /** Notes that the results of the run are whole, and drops other runs. */
    void published(Instant when) throws SQLException {
        PointStore.dropOthers(connection, run);
        try (Statement statement = connection.createStatement()) {
            for (String table : List.of("plateau_piece", "plateau_point", "plateau_setting")) {
                statement.execute("DELETE FROM " + table + " WHERE run <> " + run);
            }
            statement.execute("DELETE FROM plateau_run WHERE id <> " + run);
        }
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE plateau_run SET published = ? WHERE id = ?")) {
            update.setString(1, when.toString());
            update.setLong(2, run);
            update.executeUpdate();
        }
    }

    /** The finished points, if the run is a sweep. */
    public PointStore points() {
        return new PointStore(this, connection, run);
    }

    /** What needs the connection for itself. */
    interface Work<T> {
        T done() throws SQLException;
    }

    synchronized <T> T locked(Work<T> work) {
        refuseBroken();
        try {
            return work.done();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private void refuseBroken() {
        if (broken != null) {
            throw broken;
        }
    }

    private StoreException failed(SQLException e) {
        if (broken == null) {
            broken = failure(file, e);
        }
        return broken;
    }

    /** Does all of it, or nothing. */
    synchronized <T> T inTransaction(Work<T> work) {
        return locked(() -> {
            connection.setAutoCommit(false);
            boolean done = false;
            try {
                T result = work.done();
                connection.commit();
                connection.setAutoCommit(true);
                done = true;
                return result;
            } finally {
                if (!done) {
                    undo();
                }
            }
        });
    }

    /** A transaction that failed may be over already. */
    private void undo() {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            // what failed before is thrown
        }
    }

    /** Limits the file to a number of pages, as a full disk does. */
    void limitPages(int most) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA max_page_count = " + most);
        }
    }

    /** Forgets what this run has kept; a file that has nothing else is deleted. */
    public synchronized void discard() {
        try {
            boolean others;
            PointStore.drop(connection, run);
            try (Statement statement = connection.createStatement()) {
                for (String table : List.of("plateau_piece", "plateau_point", "plateau_setting")) {
                    statement.execute("DELETE FROM " + table + " WHERE run = " + run);
                }
                statement.execute("DELETE FROM plateau_run WHERE id = " + run);
                try (ResultSet row = statement.executeQuery("SELECT count(*) FROM plateau_run")) {
                    others = row.getLong(1) > 0;
                }
            }
            connection.close();
            if (!others) {
                Files.deleteIfExists(file);
            }
        } catch (SQLException e) {
            throw failed(e);
        } catch (IOException e) {
            throw StoreException.failed("cannot delete " + file + ": " + e.getMessage(), e);
        }
    }

    /** Closes the file, or discards a run that has neither pieces nor a result. Does nothing if it is closed. */
    @Override
    public synchronized void close() {
        try {
            if (!connection.isClosed()) {
                if (broken != null) {
                    connection.close();
                    return;
                }
                if (isEmpty()) {
                    discard();
                    return;
                }
                putLogIn();
                connection.close();
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Makes it one file, unless another program reads it now: then its log stays beside it until that is done. */
    private void putLogIn() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = DELETE");
        } catch (SQLiteException e) {
            if (e.getResultCode() != SQLiteErrorCode.SQLITE_BUSY) {
                throw e;
            }
        }
    }

    private boolean isEmpty() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT published IS NULL AND NOT EXISTS (SELECT 1 FROM plateau_piece"
                                + " WHERE run = id) AND NOT EXISTS (SELECT 1 FROM plateau_point WHERE run = id)"
                                + " FROM plateau_run WHERE id = " + run)) {
            return row.getBoolean(1);
        }
    }

    private static StoreException damaged(Path file, Throwable cause) {
        return StoreException.unusable(
                file + " is damaged (" + cause.getMessage() + "); delete it or choose another folder", cause);
    }

    private static StoreException failure(Path file, SQLException e) {
        SQLiteErrorCode code =
                e instanceof SQLiteException sqlite ? sqlite.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
        if (code == SQLiteErrorCode.SQLITE_FULL || (code.name().startsWith("SQLITE_IOERR") && isFull(file))) {
            return StoreException.failed(
                    "cannot write " + file
                            + ": no space left. What is finished is kept: make room and go on by --resume",
                    e);
        }
        return switch (code) {
            case SQLITE_CORRUPT, SQLITE_CORRUPT_VTAB, SQLITE_CORRUPT_SEQUENCE, SQLITE_CORRUPT_INDEX, SQLITE_NOTADB ->
                damaged(file, e);
            case SQLITE_BUSY, SQLITE_LOCKED ->
                StoreException.failed("cannot write " + file + ": another program has it open for writing", e);
            default ->
                StoreException.failed(
                        "cannot read or write " + file + ": " + e.getMessage() + ". What is finished is kept", e);
        };
    }

    /** Whether its disk has no room for what SQLite needs beside the file. */
    private static boolean isFull(Path file) {
        try {
            return Files.getFileStore(file.toAbsolutePath().getParent()).getUsableSpace() < ROOM;
        } catch (IOException e) {
            return false;
        }
    }
}
