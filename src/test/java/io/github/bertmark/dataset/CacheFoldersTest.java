package io.github.bertmark.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheFoldersTest {
  private static final Path HOME = Path.of("/home/ada");

  @ParameterizedTest
  @CsvSource({
    // os.name, BERTMARK_HOME, XDG_CACHE_HOME, LOCALAPPDATA, folder
    "Linux, , , , /home/ada/.cache/bertmark",
    "Linux, , /big/cache, , /big/cache/bertmark",
    "Linux, , relative, , /home/ada/.cache/bertmark",
    "Linux, , ' ', /local, /home/ada/.cache/bertmark",
    "Linux, /data/bert, /big/cache, , /data/bert",
    "Linux, ' ', /big/cache, , /big/cache/bertmark",
    "FreeBSD, , , , /home/ada/.cache/bertmark",
    "Mac OS X, , , , /home/ada/Library/Caches/bertmark",
    "Mac OS X, , /big/cache, , /big/cache/bertmark",
    "Mac OS X, /data/bert, , , /data/bert",
    "Windows 11, , , /local, /local/bertmark",
    "Windows 11, , /big/cache, /local, /local/bertmark",
    "Windows 11, , , , /home/ada/AppData/Local/bertmark",
    "Windows 11, /data/bert, , /local, /data/bert",
  })
  void ownFolderFirstThenThePlatforms(
      String os, String own, String xdg, String local, String expected) {
    Map<String, String> environment = new HashMap<>();
    environment.put("BERTMARK_HOME", own);
    environment.put("XDG_CACHE_HOME", xdg);
    environment.put("LOCALAPPDATA", local);
    environment.values().removeIf(value -> value == null);

    assertThat(CacheFolders.locate(environment, os, HOME)).isEqualTo(Path.of(expected));
  }
}
