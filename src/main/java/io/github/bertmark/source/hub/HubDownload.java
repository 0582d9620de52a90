package io.github.bertmark.source.hub;

import io.github.bertmark.AtomicFiles;
import io.github.bertmark.DiskSpace;
import io.github.bertmark.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Fetches the files of a commit into a folder, going on where an earlier attempt ended. */
record HubDownload(HubClient client, HubListing listing, Path folder) {
  void run(Progress progress) throws IOException {
    Files.createDirectories(folder);
    // Sums of absurd sizes stay absurd, instead of turning negative.
    double missing = 0;
    double total = 0;
    for (HubFile file : listing.files()) {
      Path part = part(file);
      boolean whole = Files.exists(folder.resolve(file.name()));
      total += file.bytes();
      missing += whole ? 0 : file.bytes() - (Files.exists(part) ? Files.size(part) : 0);
    }
    DiskSpace.require(folder, (long) missing, "make room, or set BERTMARK_HOME to another disk");
    try (Progress.Task task = progress.start("Download " + client.id(), (long) total)) {
      for (HubFile file : listing.files()) {
        if (Files.exists(folder.resolve(file.name()))) {
          task.advance(file.bytes());
        } else {
          fetch(file, task);
        }
      }
    }
  }

  private Path part(HubFile file) {
    return folder.resolve(file.name() + ".part");
  }

  private void fetch(HubFile file, Progress.Task task) throws IOException {
    Path part = part(file);
    Files.createDirectories(part.resolveSibling("."));
    long begun = Files.exists(part) ? Files.size(part) : -1;
    if (begun < file.bytes()) {
      receive(file, part, Math.max(0, begun), task);
    }
    if (!file.isHeldBy(part)) {
      Files.delete(part);
      throw client.refusal(
          file.name() + " has not the size and digest that the hub states, and was removed",
          "run it again");
    }
    Files.move(part, folder.resolve(file.name()), StandardCopyOption.ATOMIC_MOVE);
  }

  private void receive(HubFile file, Path part, long from, Progress.Task task) throws IOException {
    String repository = client.id().repository();
    HubClient.Answer answer =
        client.open("/%s/resolve/%s/%s".formatted(repository, listing.commit(), file.name()), from);
    long received = answer.resumed() ? from : 0;
    task.advance(received);
    try (InputStream body = answer.body();
        OutputStream out =
            AtomicFiles.named(
                part,
                Files.newOutputStream(
                    part,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    answer.resumed()
                        ? StandardOpenOption.APPEND
                        : StandardOpenOption.TRUNCATE_EXISTING))) {
      byte[] piece = new byte[1 << 16];
      // One that is too long has another digest; no need to see its end.
      for (int n = body.read(piece); n >= 0 && received <= file.bytes(); n = body.read(piece)) {
        out.write(piece, 0, n);
        received += n;
        task.advance(n);
      }
    }
    if (received < file.bytes()) {
      throw client.refusal(
          "%s ended after %d of %d bytes".formatted(file.name(), received, file.bytes()),
          "run it again: it goes on from there");
    }
  }
}
