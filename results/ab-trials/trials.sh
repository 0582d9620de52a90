#!/usr/bin/env bash
# Real interleaved comparisons on this machine: the same build against itself, which must raise no
# alarm, and against itself with more work to do, which must. Run it from the checkout, when nothing
# else runs; it needs target/*.jar (mvn package) and the built variant (bertmark prepare).
#
#   results/ab-trials/trials.sh aa 20       20 times A against A
#   results/ab-trials/trials.sh query       the candidate classifies a longer query
#   results/ab-trials/trials.sh threads     the candidate has one thread fewer
#   results/ab-trials/trials.sh runtime JAR a 4-bit model; the candidate has another release of ONNX Runtime
#
# A line per comparison goes to results/ab-trials/trials.csv; the comparisons lie in results/ab/.
set -uo pipefail
cd "$(dirname "$0")/../.."

VARIANT=${VARIANT:-distilbert}
# Short on purpose: five forks a side are the fewest that can be significant.
PROTOCOL=${PROTOCOL:-"--short --min-forks=5 --max-forks=5"}
TABLE=results/ab-trials/trials.csv
LONGER="Could you please tell me how I can find out what the personal identification number that belongs \
to the debit card of my joint checking account is, since I seem to have forgotten it while I was abroad?"

[[ -f $TABLE ]] || echo "trial,exit code,verdict,forks a side,candidate over base,from,to,seconds" > "$TABLE"

# The last value of a key in a document with a key a line.
value() { sed -n "s/.*\"$2\": \"\{0,1\}\([^\",]*\).*/\1/p" "$1" | tail -1; }

compare() {
  local name=$1 seed=$2 start end code folder
  shift 2
  folder=results/ab/trial-$name-$seed
  rm -rf "$folder" "$folder".failed* "$folder.running"
  start=$(date +%s)
  # shellcheck disable=SC2086
  java -jar target/bertmark.jar ab --base=. --candidate=. --variants="$VARIANT" $PROTOCOL \
    --seed="$seed" --output="$folder" "$@" > "/tmp/bertmark-trial.$$" 2>&1
  code=$?
  end=$(date +%s)
  if [[ -f $folder/ab.json ]]; then
    printf '%s-%s,%d,%s,%s,%.4f,%.4f,%.4f,%d\n' "$name" "$seed" "$code" \
      "$(value "$folder/ab.json" verdict)" "$(value "$folder/ab.json" forks)" \
      "$(value "$folder/ab.json" ratio)" "$(value "$folder/ab.json" lower)" \
      "$(value "$folder/ab.json" upper)" "$((end - start))" | tee -a "$TABLE"
  else
    cat "/tmp/bertmark-trial.$$" >&2
    printf '%s-%s,%d,failed,,,,,%d\n' "$name" "$seed" "$code" "$((end - start))" | tee -a "$TABLE"
  fi
  rm -f "/tmp/bertmark-trial.$$"
}

case ${1:-} in
  aa) for ((i = 1; i <= ${2:-20}; i++)); do compare aa "$i"; done ;;
  query) compare query 1 --candidate-query="$LONGER" ;;
  threads)
    cores=$(nproc)
    compare threads 1 --base-threads="$cores" --candidate-threads="$((cores - 1))"
    ;;
  runtime)
    library=${2:?the jar of another release}
    # Releases are equally fast for float32, and old ones know no 4-bit embeddings.
    models=results/ab/trial-models
    VARIANT=int4-linear
    mkdir -p "$models/distilbert" "$models/$VARIANT"
    cp models/distilbert/{variant,adapter_config}.json models/distilbert/adapter_model.safetensors \
      "$models/distilbert/"
    sed -e 's/"distilbert-int4"/"int4-linear"/' -e 's/"embeddings": "[^"]*"/"embeddings": "int8"/' \
      models/distilbert-int4/variant.json > "$models/$VARIANT/variant.json"
    java -jar target/bertmark.jar prepare --models="$models" --variants="$VARIANT"
    compare runtime 1 --models="$models" --candidate-library="$library"
    ;;
  *) sed -n '2,11s/^# \{0,1\}//p' "$0"; exit 2 ;;
esac
