package dev.gradus.data;

/// Writes sentences of a small grammar.
final class Grammar {
  private static final String[] NOUNS = {
    "cat", "dog", "bird", "tree", "river", "stone", "child", "teacher", "house", "star"
  };
  private static final String[] ADJECTIVES = {
    "old", "small", "green", "quiet", "bright", "slow", "tall", "warm"
  };
  private static final String[] VERBS = {"see", "hear", "follow", "find", "like", "know", "paint"};
  private static final String[] PLACES = {
    "near the bridge", "in the garden", "under the moon", "behind the wall", "by the sea"
  };

  private Grammar() {}

  static String text(int length, Chance chance) {
    var text = new StringBuilder();
    while (text.length() < length) {
      switch (chance.below(6)) {
        case 0 -> sum(text, chance);
        case 1 -> {
          boolean past = chance.uniform() < 0.5;
          text.append(past ? "yesterday " : "today ");
          clause(text, chance, past);
        }
        default -> clause(text, chance, false);
      }
      text.append(chance.uniform() < 0.15 ? "\n" : " ");
    }
    text.setLength(length);
    return text.toString();
  }

  private static void clause(StringBuilder text, Chance chance, boolean past) {
    boolean many = chance.uniform() < 0.5;
    phrase(text, chance, many);
    if (chance.uniform() < 0.2) {
      text.append(" (");
      text.append(many ? "they are " : "it is ").append(pick(ADJECTIVES, chance)).append(")");
    }
    text.append(' ').append(verb(pick(VERBS, chance), many, past)).append(' ');
    phrase(text, chance, chance.uniform() < 0.5);
    if (chance.uniform() < 0.3) {
      text.append(' ').append(pick(PLACES, chance));
    }
    text.append('.');
  }

  private static void phrase(StringBuilder text, Chance chance, boolean many) {
    text.append(many ? pick(new String[] {"the", "some", "many"}, chance) : "the").append(' ');
    if (chance.uniform() < 0.4) {
      text.append(pick(ADJECTIVES, chance)).append(' ');
    }
    String noun = pick(NOUNS, chance);
    text.append(many ? noun.equals("child") ? "children" : noun + "s" : noun);
  }

  private static String verb(String stem, boolean many, boolean past) {
    if (!past) {
      return many ? stem : stem + "s";
    }
    return switch (stem) {
      case "see" -> "saw";
      case "hear" -> "heard";
      case "find" -> "found";
      case "know" -> "knew";
      case "like" -> "liked";
      default -> stem + "ed";
    };
  }

  private static void sum(StringBuilder text, Chance chance) {
    int a = chance.below(10);
    int b = chance.below(10);
    text.append(a).append(" + ").append(b).append(" = ").append(a + b).append('.');
  }

  private static String pick(String[] words, Chance chance) {
    return words[chance.below(words.length)];
  }
}
