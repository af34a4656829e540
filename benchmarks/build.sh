# Sourced: builds what is not built or has changed, the command line first. Inputs and results stay in $data, 4 GB of them for all jobs.
data=${BENCHMARKS_DATA:-$home/target/benchmarks}
"$home/anabranch" --version >/dev/null

# build <module> <profile>
build() {
  if [ ! -f "$home/$1/target/built" ] ||
    [ -n "$(find "$home/$1" -name target -prune -o \( -path '*/src/*' -o -name pom.xml \) -newer "$home/$1/target/built" -type f -print | head -n 1)" ]; then
    (cd "$home" && ./mvnw -q -B -Dfast -Dmaven.test.skip=true "-P$2" -pl "$1" -am package) >&2
    touch "$home/$1/target/built"
  fi
}
build_spark() { build benchmarks/spark spark; }
build benchmarks benchmarks
