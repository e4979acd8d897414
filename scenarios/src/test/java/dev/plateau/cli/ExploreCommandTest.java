package dev.plateau.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class ExploreCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int explore(String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "explore";
        all[1] = "--no-browser";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), all);
    }

    @Test
    void aPortInUseGetsOneMessage() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(explore("--port", Integer.toString(taken.getLocalPort())))
                    .isEqualTo(2);
            assertThat(err.toString().lines()).hasSize(1);
            assertThat(err.toString()).contains("port " + taken.getLocalPort() + " cannot be used", "--port 0");
            assertThat(out.toString()).isEmpty();
        }
    }

    @Test
    void aPortThatIsNoneIsRefused() {
        assertThat(explore("--port", "70000")).isEqualTo(2);
        assertThat(err.toString()).contains("--port must be from 0 to 65535 (got 70000)");
    }
}
