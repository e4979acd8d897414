package dev.plateau.store;

import dev.plateau.experiment.BlockMeans;
import dev.plateau.fleet.Meter;
import dev.plateau.fleet.Timeline;
import dev.plateau.plan.KeptTrial;
import dev.plateau.rank.Slice;
import dev.plateau.result.FleetRow;
import dev.plateau.run.Demand;
import dev.plateau.run.FleetSample;
import dev.plateau.sensitivity.Reading;
import dev.plateau.stats.Interval;
import dev.plateau.stress.Group;
import dev.plateau.terrain.Sample;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** What pieces show as bytes: Java's serialisation, of the few classes that they are made of and no others. */
final class PieceCodec {
    private static final String ALLOWED = String.join(
            ";",
            BlockMeans.class.getName(),
            FleetSample.class.getName(),
            FleetSample.Answered.class.getName(),
            Meter.class.getName(),
            Timeline.class.getName(),
            Group.class.getName(),
            Sample.class.getName(),
            Slice.class.getName(),
            Reading.class.getName(),
            Demand.class.getName(),
            Demand.Task.class.getName(),
            KeptTrial.class.getName(),
            FleetRow.class.getName(),
            Interval.class.getName(),
            "java.util.CollSer",
            "java.util.ImmutableCollections*",
            "java.lang.Object",
            "maxdepth=20",
            "!*");

    private PieceCodec() {}

    static byte[] write(Serializable value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        } catch (IOException e) {
            throw new UncheckedIOException("a piece cannot be written", e);
        }
        return bytes.toByteArray();
    }

    static <R extends Serializable> R read(byte[] value, Class<R> type) throws IOException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(value))) {
            in.setObjectInputFilter(ObjectInputFilter.Config.createFilter(ALLOWED));
            return type.cast(in.readObject());
        } catch (ClassNotFoundException | ClassCastException e) {
            throw new IOException("a piece of another kind", e);
        }
    }

    /** Of a piece and its name. */
    static long checksum(String name, byte[] value) {
        CRC32C sum = new CRC32C();
        sum.update(name.getBytes(StandardCharsets.UTF_8));
        sum.update(0);
        sum.update(value);
        return sum.getValue();
    }
}
