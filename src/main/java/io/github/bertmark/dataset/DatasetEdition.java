package io.github.bertmark.dataset;

import java.net.URI;

/**
 * One published file of a data set, pinned by its digest.
 *
 * @param name what it is called in results
 * @param folder the folder that it has in the cache
 * @param uri where it is downloaded from; the last part of the path is its file name
 * @param sha256 its digest
 * @param bytes its size
 */
record DatasetEdition(String name, String folder, URI uri, String sha256, long bytes) {
  /**
   * CLINC150 with the larger out-of-scope class: 151 labels; 15,250 queries to train on, 3,100 to
   * validate and 5,500 to test with. Larson et al., "An Evaluation Dataset for Intent
   * Classification and Out-of-Scope Prediction", EMNLP-IJCNLP 2019. CC BY 3.0.
   */
  static final DatasetEdition CLINC150_PLUS =
      new DatasetEdition(
          "CLINC150 plus",
          "clinc150",
          URI.create(
              "https://raw.githubusercontent.com/clinc/oos-eval/"
                  + "828f8093932c8fe6ca7936c3d2e52903b1c523de/data/data_oos_plus.json"),
          "bfcca9ae515623541dc1983c94c4ed7cae9d26b42ae47d74b972e51bb6f7a21f",
          2_509_789);

  String fileName() {
    return uri.getPath().substring(uri.getPath().lastIndexOf('/') + 1);
  }
}
