package dev.parlor.web;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Scenes of the operator's own.
 *
 * @param scenes the folder whose files are served under {@code /scenes/}
 */
@ConfigurationProperties("parlor")
record SceneProperties(@DefaultValue("./scenes") Path scenes) {}
