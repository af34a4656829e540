# Sourced: builds what is not built or has changed, the command line first. Inputs and results stay in $data, 3 GB of them for all jobs.
data=${BENCHMARKS_DATA:-$home/target/benchmarks}
"$home/anabranch" --version >/dev/null
built=$home/benchmarks/target/built
if [ ! -f "$built" ] || [ -n "$(find "$home/benchmarks" -name target -prune -o \( -path '*/src/*' -o -name pom.xml \) -newer "$built" -type f -print | head -n 1)" ]; then
  (cd "$home" && ./mvnw -q -B -Dfast -Dmaven.test.skip=true -Pbenchmarks -pl benchmarks -am package) >&2
  touch "$built"
fi
