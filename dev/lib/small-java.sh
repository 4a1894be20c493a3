# shellcheck shell=bash
# The Java that comes with the program. Sourced by dev/release and dev/images/service; needs find_java.
#
# make_small_java TO      what the program and its libraries use of Java, in the new folder TO

# java.desktop: JavaBeans, for YAML.
small_java_modules=java.base,java.desktop,java.logging,java.management,java.naming,java.net.http,java.security.jgss
small_java_modules=$small_java_modules,java.sql,java.xml,jdk.jfr,jdk.management,jdk.net,jdk.unsupported,jdk.zipfs

make_small_java() {
  "$JAVA_HOME/bin/jlink" --add-modules "$small_java_modules" --strip-debug --no-header-files --no-man-pages \
    --compress zip-6 --output "$1"
}
