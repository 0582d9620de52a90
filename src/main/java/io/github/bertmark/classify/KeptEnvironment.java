package io.github.bertmark.classify;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * ONNX Runtime's environment, kept until the process ends.
 *
 * <p>ONNX Runtime's own shutdown hook releases it as soon as the JVM begins to shut down, whatever
 * runs: a model in another thread is then without its logger and allocators, and fails or takes the
 * process down (onnxruntime issue 31352). Hooks run side by side in no order, so no hook of ours
 * could come first. But the native environment counts its references, and creating it anew gives
 * the same one with one reference more ({@code OrtApi::CreateEnv}). With a reference that nobody
 * gives back, the hook's release frees nothing.
 */
final class KeptEnvironment {
  private static final System.Logger LOGGER = System.getLogger(KeptEnvironment.class.getName());

  /** Whether the extra reference could be taken. */
  private static final boolean KEPT = keep();

  private KeptEnvironment() {}

  /** The environment, which is there until the process ends. */
  static OrtEnvironment get() {
    return OrtEnvironment.getEnvironment();
  }

  /** Whether it really outlives ONNX Runtime's shutdown hook. */
  static boolean kept() {
    return KEPT;
  }

  private static boolean keep() {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try {
      // Java has no public way to take a reference; a release may change the private one.
      Class<?> library = Class.forName("ai.onnxruntime.OnnxRuntime");
      MethodHandles.Lookup own = MethodHandles.lookup();
      long api =
          (long)
              MethodHandles.privateLookupIn(library, own)
                  .findStaticVarHandle(library, "ortApiHandle", long.class)
                  .get();
      MethodHandle create =
          MethodHandles.privateLookupIn(OrtEnvironment.class, own)
              .findStatic(
                  OrtEnvironment.class,
                  "createHandle",
                  MethodType.methodType(long.class, long.class, int.class, String.class));
      // Level and name count for the first creation only, which has been.
      int level = OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING.getValue();
      return (long) create.invokeExact(api, level, OrtEnvironment.DEFAULT_NAME) != 0;
    } catch (Throwable e) { // MethodHandle.invokeExact declares no less
      LOGGER.log(
          Level.WARNING,
          "This ONNX Runtime ({0}) may crash when the JVM shuts down during a call: {1}",
          environment.getVersion(),
          e);
      return false;
    }
  }
}
