package dev.plateau.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/** REBASE as a process of its own, written from the protocol alone. */
public final class RebaseService {

    private RebaseService() {}

    public static void main(String[] arguments) throws IOException {
        ObjectMapper json = new ObjectMapper();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        in.readLine();
        System.out.println("{\"name\": \"REBASE\", \"version\": \"2\", \"reads\": [\"scores\"]}");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            JsonNode asked = json.readTree(line);
            double[] weights = new double[asked.get("scores").size()];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = Math.exp(asked.get("scores").get(i).asDouble() / 0.1);
            }
            double sum = DoubleStream.of(weights).sum();
            long[] counts = DoubleStream.of(weights)
                    .mapToLong(w -> (long) Math.rint(asked.get("N").asInt() * w / sum))
                    .toArray();
            System.out.println(Arrays.toString(counts));
        }
    }
}
