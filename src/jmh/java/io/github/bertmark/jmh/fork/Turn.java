package io.github.bertmark.jmh.fork;

import io.github.bertmark.InputException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/**
 * The turn of a fork beside which one of the other side of a comparison runs: it makes no call out
 * of turn, and the next turn is nobody's until it asks for its own again, so that nothing that JMH
 * does between calls of the one falls into a call of the other.
 *
 * <p>The turns are given over a socket of this machine, by the property {@value #PROPERTY}: the
 * port and the byte that says which side this is, separated by a comma.
 */
public final class Turn implements AutoCloseable {
  static final String PROPERTY = "bertmark.turns";

  private final Socket socket;

  private Turn(Socket socket) {
    this.socket = socket;
  }

  /** That of this fork; null if no other runs beside it. */
  public static @Nullable Turn ofFork() throws IOException {
    String property = System.getProperty(PROPERTY);
    if (property == null) {
      return null;
    }
    String[] parts = property.split(",", 2);
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(parts[0]));
    socket.setTcpNoDelay(true);
    socket.getOutputStream().write(Integer.parseInt(parts[1]));
    return new Turn(socket);
  }

  /** Asks for it, and waits until it has come. */
  public void await() throws IOException {
    socket.getOutputStream().write(1);
    if (socket.getInputStream().read() < 0) {
      throw new InputException(
          "the other side's fork", "ended before this one", "see what its log says");
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
