package dev.plateau.acceptance;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An attempt at a task of Spark, from its log of events.
 *
 * @param id of the attempt
 * @param stage of the task
 * @param index of the task in its stage
 * @param executor that attempted it
 * @param speculative whether it was begun because another seemed slow
 * @param end Success, TaskKilled, ExecutorLostFailure, ...; empty until then
 */
record TaskAttempt(long id, int stage, int index, String executor, boolean speculative, String end) {
    static TaskAttempt of(JsonNode event) {
        JsonNode info = event.get("Task Info");
        return new TaskAttempt(
                info.get("Task ID").asLong(),
                event.get("Stage ID").asInt(),
                info.get("Index").asInt(),
                info.get("Executor ID").asText(),
                info.get("Speculative").asBoolean(),
                event.path("Task End Reason").path("Reason").asText(""));
    }

    boolean isSuccess() {
        return end.equals("Success");
    }

    boolean isOfSameTaskAs(TaskAttempt other) {
        return stage == other.stage && index == other.index;
    }
}
