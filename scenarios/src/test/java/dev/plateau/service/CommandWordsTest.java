package dev.plateau.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plateau.catalog.PluginException;
import org.junit.jupiter.api.Test;

class CommandWordsTest {
    @Test
    void wordsAreThoseOfAShell() {
        assertThat(CommandWords.of(" python3  my.py\t--t 0.1 ")).containsExactly("python3", "my.py", "--t", "0.1");
        assertThat(CommandWords.of("sh -c 'read x; echo \"$x\" \\ '\"it's\" a\\ b \"c\\\"d\\e\" ''"))
                .containsExactly("sh", "-c", "read x; echo \"$x\" \\ it's", "a b", "c\"d\\e", "");
        assertThat(CommandWords.of("  ")).isEmpty();
        assertThatThrownBy(() -> CommandWords.of("python3 'my.py"))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining("a quote ' is not closed");
    }
}
