package dev.pagewalk.cli;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Amounts as people type them: {@code 2G}, {@code 1.5M}, {@code 90s}. */
final class Amount {
  private static final Pattern FORM = Pattern.compile("([0-9][0-9_,]{0,20}(?:\\.[0-9]{1,6})?) ?([A-Za-z]*)");

  private Amount() {}

  /** A number of things: {@code K}, {@code M} and {@code G} are thousands. */
  static final class Count implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      return scaled(text, "a number such as 500000, 20M or 1G", 1000);
    }
  }

  /** A number of bytes: {@code K}, {@code M} and {@code G} are powers of 1,024. */
  static final class Bytes implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      return scaled(text, "a size such as 800M or 2G", 1024);
    }
  }

  /** A time: seconds unless {@code ms}, {@code s}, {@code m} or {@code h} follows. */
  static final class Time implements ITypeConverter<Duration> {
    private static final String WANTED = "a time such as 30s, 10m or 2h";

    @Override
    public Duration convert(String text) {
      Matcher matcher = match(text, WANTED);
      long millis = switch (matcher.group(2)) {
        case "ms" -> 1;
        case "", "s" -> 1_000;
        case "m", "min" -> 60_000;
        case "h" -> 3_600_000;
        default -> throw wrong(text, WANTED);
      };
      return Duration.ofMillis(product(matcher.group(1), millis, text, WANTED));
    }
  }

  private static long scaled(String text, String wanted, int thousand) {
    Matcher matcher = match(text, wanted);
    String unit = matcher.group(2).toLowerCase(Locale.ROOT).replaceFirst("i?b$", "");
    int power = switch (unit) {
      case "" -> 0;
      case "k" -> 1;
      case "m" -> 2;
      case "g" -> 3;
      default -> throw wrong(text, wanted);
    };
    return product(matcher.group(1), (long) Math.pow(thousand, power), text, wanted);
  }

  private static Matcher match(String text, String wanted) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw wrong(text, wanted);
    }
    return matcher;
  }

  private static long product(String number, long factor, String text, String wanted) {
    BigDecimal value = new BigDecimal(number.replaceAll("[_,]", "")).multiply(BigDecimal.valueOf(factor));
    if (value.signum() <= 0 || 0 < value.compareTo(BigDecimal.valueOf(Long.MAX_VALUE / 4))) {
      throw wrong(text, wanted + ", above 0");
    }
    return Math.max(1, value.longValue());
  }

  private static TypeConversionException wrong(String text, String wanted) {
    return new TypeConversionException("`" + text + "` is not " + wanted);
  }
}
