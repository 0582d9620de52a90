package io.github.bertmark.source.hub;

import io.github.bertmark.InputException;
import io.github.bertmark.PlainText;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Asks the hub over HTTP; the token goes to its endpoint alone, wherever that redirects to. Every
 * failure is an {@link InputException}.
 */
final class HubClient {
  private static final int CONNECT_MILLIS = 15_000;
  private static final int READ_MILLIS = 30_000;
  private static final int MOST_REDIRECTS = 5;
  private static final String AGAIN = "check the network, and run it again: it goes on from there";

  private final HubId id;
  private final URI endpoint;
  private final @Nullable String authorization;

  HubClient(HubId id, HubSettings settings) {
    this.id = id;
    this.endpoint = settings.address();
    this.authorization = settings.authorization();
  }

  /**
   * What came back.
   *
   * @param resumed whether the body begins where it was asked to
   */
  record Answer(boolean resumed, InputStream body) {}

  HubId id() {
    return id;
  }

  /**
   * Opens what lies at a path below the endpoint.
   *
   * @param from the first byte wanted
   */
  Answer open(String path, long from) {
    URI uri = URI.create(endpoint + path);
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      try {
        HttpURLConnection connection = connect(uri, from);
        int status = connection.getResponseCode();
        String location = connection.getHeaderField("Location");
        if (status / 100 != 3 || location == null) {
          requireSuccess(status, isHome(uri));
          return new Answer(status == 206, new Body(connection));
        }
        connection.disconnect();
        uri = redirected(uri, location);
      } catch (IOException e) {
        throw broken(uri, e);
      }
    }
    throw refusal("the hub redirects without end", "check HF_ENDPOINT");
  }

  private HttpURLConnection connect(URI uri, long from) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    connection.setInstanceFollowRedirects(false);
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout(READ_MILLIS);
    connection.setRequestProperty("User-Agent", "bertmark");
    connection.setRequestProperty("Accept", "*/*");
    if (isHome(uri) && authorization != null) {
      connection.setRequestProperty("Authorization", authorization);
    }
    if (from > 0) {
      connection.setRequestProperty("Range", "bytes=" + from + "-");
    }
    return connection;
  }

  private boolean isHome(URI uri) {
    return endpoint.getScheme().equals(uri.getScheme())
        && endpoint.getRawAuthority().equals(uri.getRawAuthority());
  }

  private URI redirected(URI from, String location) {
    try {
      URI to = from.resolve(location);
      if (to.getHost() != null
          && ("https".equals(to.getScheme()) || endpoint.getScheme().equals(to.getScheme()))) {
        return to;
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    throw refusal(
        "the hub redirects to %s, which is no address with TLS"
            .formatted(PlainText.quoted(location)),
        "check HF_ENDPOINT");
  }

  private void requireSuccess(int status, boolean home) {
    if (status == 200 || status == 206) {
      return;
    }
    String number = " (HTTP status " + status + ")";
    if (home && (status == 401 || status == 403)) {
      throw refusal(
          "is gated, private or not there" + number,
          "check the name, accept its terms at %s/%s, and set HF_TOKEN%s"
              .formatted(
                  endpoint, id.repository(), authorization == null ? "" : " to that account's"));
    }
    if (status == 404) {
      throw refusal(
          "the hub has no such model or revision" + number, "check the name and the revision");
    }
    if (status == 429) {
      throw refusal(
          "the hub takes no more requests now" + number, "wait some minutes, or set HF_TOKEN");
    }
    throw refusal(
        "the hub does not answer as it should" + number, "check HF_ENDPOINT, or try again later");
  }

  InputException refusal(String cause, String wayOut) {
    return new InputException("hf:" + id, cause, wayOut);
  }

  private InputException broken(URI uri, IOException e) {
    String cause;
    if (e instanceof UnknownHostException) {
      cause = "no such host";
    } else if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
      cause = "no connection";
    } else if (e instanceof SocketTimeoutException) {
      cause = "it is silent";
    } else if (e instanceof SSLException) {
      cause = "no TLS connection that this Java trusts";
    } else {
      cause = "the connection broke off";
    }
    return new InputException(
        "hf:" + id, "cannot be had from " + uri.getHost() + ": " + cause, AGAIN, e);
  }

  /** Its failures to read are those of the network, not of a disk. */
  private final class Body extends FilterInputStream {
    private final HttpURLConnection connection;

    Body(HttpURLConnection connection) throws IOException {
      super(connection.getInputStream());
      this.connection = connection;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      try {
        return super.read(bytes, offset, length);
      } catch (IOException e) {
        throw broken(URI.create(connection.getURL().toString()), e);
      }
    }

    @Override
    public void close() {
      connection.disconnect();
    }
  }
}
