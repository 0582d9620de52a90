package io.github.bertmark.launch;

import io.github.bertmark.ab.ForkOrder;
import io.github.bertmark.ab.Side;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * What gives two forks their turns, call by call: ABBA or BAAB, as a seed has it.
 *
 * <p>A fork says which side it is, then asks for each turn; the other one's comes when it asks
 * again or has gone.
 */
final class Turnstile implements AutoCloseable {
  private final ServerSocket server;
  private final Map<Side, Socket> sides = new EnumMap<>(Side.class);

  Turnstile() throws IOException {
    server = new ServerSocket(0, Side.values().length, InetAddress.getLoopbackAddress());
  }

  /** What the fork of a side is told, by {@code -Dbertmark.turns}. */
  String told(Side side) {
    return server.getLocalPort() + "," + side.ordinal();
  }

  /**
   * Gives turns to the next two forks, until both have had theirs.
   *
   * @param turns of each side
   * @throws IOException if it was closed meanwhile, or a fork broke off
   */
  void give(int turns, long seed) throws IOException {
    sides.clear();
    while (sides.size() < Side.values().length) {
      Socket socket = server.accept();
      socket.setTcpNoDelay(true);
      int side = socket.getInputStream().read();
      if (side < 0 || side >= Side.values().length) {
        socket.close();
        continue;
      }
      sides.put(Side.values()[side], socket);
    }
    for (Side side : Side.values()) {
      awaitRequest(side);
    }
    for (Side side : ForkOrder.of(seed, turns)) {
      of(side).getOutputStream().write(1);
      awaitRequest(side);
    }
  }

  /** That, or its end, which is no failure behind its last turn. */
  private void awaitRequest(Side side) throws IOException {
    if (of(side).getInputStream().read() < 0) {
      of(side).close();
    }
  }

  private Socket of(Side side) {
    return Objects.requireNonNull(sides.get(side));
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sides.values()) {
      socket.close();
    }
  }
}
