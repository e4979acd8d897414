package dev.plateau.acceptance;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The end of an attempt at a task of Spark, from its log of events.
 *
 * @param stage of the task
 * @param index of the task in its stage
 * @param executor that attempted it
 * @param speculative whether it was begun because another seemed slow
 * @param reason Success, TaskKilled, ExecutorLostFailure, ...
 */
record TaskEnd(int stage, int index, String executor, boolean speculative, String reason) {
    static TaskEnd of(JsonNode event) {
        JsonNode info = event.get("Task Info");
        return new TaskEnd(
                event.get("Stage ID").asInt(),
                info.get("Index").asInt(),
                info.get("Executor ID").asText(),
                info.get("Speculative").asBoolean(),
                event.get("Task End Reason").get("Reason").asText());
    }

    boolean isSuccess() {
        return reason.equals("Success");
    }

    boolean isSameTaskAs(TaskEnd other) {
        return stage == other.stage && index == other.index;
    }
}
