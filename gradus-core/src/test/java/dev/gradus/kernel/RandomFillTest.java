package dev.gradus.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Draws against what PyTorch 2.14 drew; the module of recorded cases has many more.
class RandomFillTest {
  private static final DType F32 = DType.FLOAT32;
  private static final DType F64 = DType.FLOAT64;

  private static MersenneTwister seeded(long seed) {
    return new MersenneTwister(seed);
  }

  @Test
  void uniformFloatsAndDoubles() {
    float[] x = new float[5];
    RandomFill.uniform(seeded(42), F32, x, 0, 5, 0, 1);
    assertThat(x)
        .containsExactly(
            0.8822692632675171f,
            0.9150039553642273f,
            0.38286375999450684f,
            0.9593056440353394f,
            0.3904482126235962f);
    // A seed of more than 32 bits counts by its low half.
    RandomFill.uniform(seeded(1099511627783L), F32, x, 0, 5, 0, 1);
    assertThat(x)
        .containsExactly(
            0.5349225401878357f,
            0.19880318641662598f,
            0.6592116951942444f,
            0.6568902730941772f,
            0.23276156187057495f);
    double[] y = new double[12];
    RandomFill.uniform(seeded(0), F64, y, 0, 12, 0, 1);
    assertThat(y)
        .containsExactly(
            0.9700530018065531,
            0.707819864399788,
            0.45938294312745087,
            0.9207476841219603,
            0.6450241201227648,
            0.7911478921803037,
            0.17860617520075095,
            0.3511076243939284,
            0.5813409198075745,
            0.2882358921361502,
            0.4528688488811142,
            0.17679952620371409);
  }

  @Test
  void uniformBetweenBounds() {
    float[] x = new float[7];
    RandomFill.uniform(seeded(2147483647), F32, x, 0, 7, -1, 1);
    assertThat(x)
        .containsExactly(
            0.41625773906707764f,
            -0.2915217876434326f,
            -0.7891353368759155f,
            0.19928884506225586f,
            -0.819111704826355f,
            -0.8202543258666992f,
            0.7644939422607422f);
    double bound = Math.sqrt(6.0 / 10);
    float[] xavier = new float[24];
    RandomFill.uniform(seeded(42), F32, xavier, 0, 24, -bound, bound);
    assertThat(Arrays.copyOf(xavier, 4))
        .containsExactly(
            0.5922090411186218f, 0.6429213881492615f, -0.18146668374538422f, 0.7115532755851746f);
  }

  @Test
  void fewNormalsAreDrawnOneByOne() {
    float[] x = new float[15];
    RandomFill.normal(seeded(0), F32, x, 0, 15, 0, 1);
    assertThat(x)
        .containsExactly(
            1.5409960746765137f,
            -0.293428897857666f,
            -2.1787893772125244f,
            0.5684312582015991f,
            -1.0845223665237427f,
            -1.3985954523086548f,
            0.40334683656692505f,
            0.8380263447761536f,
            -0.7192575931549072f,
            -0.40334352850914f,
            -0.5966353416442871f,
            0.18203648924827576f,
            -0.8566746115684509f,
            1.1006041765213013f,
            -1.0711873769760132f);
    double[] y = new double[5];
    RandomFill.normal(seeded(42), F64, y, 0, 5, 0, 1);
    assertThat(y)
        .containsExactly(
            new double[] {
              0.33669035438385886,
              0.1288094051365897,
              0.23446236336153173,
              0.2303330279146119,
              -1.1228563767381703
            },
            within(1e-15));
  }

  @Test
  void manyNormalsAreDrawnInGroupsOfSixteen() {
    float[] x = new float[33];
    RandomFill.normal(seeded(42), F32, x, 0, 33, 0, 1);
    float[] expected = {
      1.9269152879714966f,
      1.4872840642929077f,
      0.9007171988487244f,
      -2.1055209636688232f,
      0.6784184575080872f,
      -1.2345448732376099f,
      -0.04306747764348984f,
      -1.6046669483184814f,
      -0.7521352767944336f,
      1.6487230062484741f,
      -0.3924786448478699f,
      -1.4036071300506592f,
      -0.7278813123703003f,
      -0.5594301819801331f,
      -0.7688388824462891f,
      0.7624453902244568f,
      1.6423169374465942f,
      -0.8712361454963684f,
      -0.223365917801857f,
      1.7173614501953125f,
      0.3188803195953369f,
      -0.42451897263526917f,
      0.3057209253311157f,
      -0.7745925188064575f,
      0.0349123440682888f,
      0.9956361055374146f,
      -0.8797858357429504f,
      -0.6011420488357544f,
      -1.2741512060165405f,
      2.1227850914001465f,
      -1.234653115272522f,
      -0.4879138767719269f,
      -1.4180599451065063f
    };
    assertThat(x).containsExactly(expected, within(4e-6f));
    double[] y = new double[40];
    RandomFill.normal(seeded(1), F64, y, 0, 40, 0, 1);
    double[] wide = {
      -0.31128955419003207,
      -0.7130302768401124,
      -0.729068152895376,
      -0.29920233004408114,
      -0.25289846946006805,
      -0.36018000135378847,
      0.9393532606557873,
      1.16142070644801,
      -0.1705634409839206,
      0.014932963521677391,
      -0.04759475759569801,
      0.548012110089419,
      -1.2490838162314513,
      0.3195131020577657,
      0.594450724343618,
      1.0562236505127134,
      0.8035157004758826,
      0.3739858166762804,
      0.5739008402091161,
      1.5697184649359581,
      0.8734455849426772,
      -3.704663800207429,
      -1.8141539905872015,
      -1.8425712793844078,
      -0.42282970424578,
      -0.22406458625794728,
      -0.4792468385297813,
      -0.0351735904805693,
      -0.8777061704001674,
      0.43782130291788796,
      -0.09254671098785153,
      -0.20027829232773128,
      0.4863251510734631,
      0.7122218621390902,
      -0.7935516731558401,
      1.0830498906376167,
      0.52376008482382,
      -0.6941792572724508,
      -1.8018239852477405,
      0.8581456808400125
    };
    assertThat(y).containsExactly(wide, within(1e-15));
    float[] shifted = new float[20];
    RandomFill.normal(seeded(42), F32, shifted, 0, 20, 2, 3);
    float[] shiftedExpected = {
      7.780745983123779f,
      6.461852073669434f,
      4.702151775360107f,
      -4.316562652587891f,
      -0.2743934392929077f,
      5.234952926635742f,
      4.402401924133301f,
      7.041861534118652f,
      3.067579746246338f,
      -0.05986893177032471f,
      0.5199309587478638f,
      2.72446346282959f,
      1.3051270246505737f,
      2.1252784729003906f,
      1.2452740669250488f,
      4.579575538635254f,
      1.070819616317749f,
      0.8128684759140015f,
      4.4102277755737305f,
      0.13521385192871094f
    };
    assertThat(shifted).containsExactly(shiftedExpected, within(4e-6f));
  }

  @Test
  void oneGeneratorForAll() {
    MersenneTwister g = seeded(42);
    float[] x = new float[10];
    RandomFill.uniform(g, F32, x, 0, 5, 0, 1);
    RandomFill.normal(g, F32, x, 5, 3, 0, 1);
    RandomFill.uniform(g, F32, x, 8, 2, 0, 1);
    assertThat(x)
        .containsExactly(
            0.8822692632675171f,
            0.9150039553642273f,
            0.38286375999450684f,
            0.9593056440353394f,
            0.3904482126235962f,
            0.3257518708705902f,
            -0.8676281571388245f,
            1.5231338739395142f,
            0.5677152872085571f,
            0.7410940527915955f);
  }

  @Test
  void wholeNumbers() {
    long[] x = new long[12];
    RandomFill.randint(seeded(42), DType.INT64, x, 0, 12, 0, 10);
    assertThat(x).containsExactly(2, 7, 6, 4, 6, 5, 0, 4, 0, 3, 8, 4);
    long[] wide = new long[6];
    RandomFill.randint(seeded(1), DType.INT64, wide, 0, 6, -5, 1L << 33);
    assertThat(wide)
        .containsExactly(
            4100103820L, 4860812650L, 4844029449L, 5339542407L, 3733182328L, 711823124L);
    long[] order = new long[10];
    RandomFill.randperm(seeded(0), DType.INT64, order, 0, 10);
    assertThat(order).containsExactly(4, 1, 7, 5, 3, 9, 0, 8, 6, 2);
  }

  @Test
  void coins() {
    float[] x = new float[9];
    RandomFill.bernoulli(seeded(42), F32, x, 0, 9, 0.3, 1);
    assertThat(x).containsExactly(1.0f, 1.0f, 1.0f, 1.0f, 0.0f, 0.0f, 0.0f, 0.0f, 1.0f);
    float[] p = new float[9];
    Arrays.fill(p, 0.3f);
    RandomFill.bernoulli(seeded(42), F32, x, 0, 9, F32, p, 0);
    assertThat(x).containsExactly(0.0f, 0.0f, 0.0f, 0.0f, 0.0f, 0.0f, 1.0f, 0.0f, 0.0f);
  }

  @Test
  void coinsOfAllKindsAreTheFallsOfOneGenerator() {
    int n = 1700;
    double p = 0.3;
    float[] floats = new float[n + 2];
    double[] doubles = new double[n];
    byte[] bytes = new byte[n];
    long[] longs = new long[n];
    short[] halves = new short[n];
    RandomFill.bernoulli(seeded(7), F32, floats, 1, n, p, 2.5);
    RandomFill.bernoulli(seeded(7), F64, doubles, 0, n, p, 2.5);
    RandomFill.bernoulli(seeded(7), DType.BOOL, bytes, 0, n, p, 1);
    RandomFill.bernoulli(seeded(7), DType.INT64, longs, 0, n, p, 1);
    RandomFill.bernoulli(seeded(7), DType.BFLOAT16, halves, 0, n, p, 2.5);
    MersenneTwister g = seeded(7);
    for (int i = 0; i < n; i++) {
      boolean falls = g.nextDouble() < p;
      assertThat(floats[i + 1]).isEqualTo(falls ? 2.5f : 0);
      assertThat(doubles[i]).isEqualTo(falls ? 2.5 : 0);
      assertThat(bytes[i]).isEqualTo((byte) (falls ? 1 : 0));
      assertThat(longs[i]).isEqualTo(falls ? 1 : 0);
      assertThat(Halves.widen(DType.BFLOAT16, halves[i])).isEqualTo(falls ? 2.5f : 0);
    }
    assertThat(floats[0]).isZero();
    assertThat(floats[n + 1]).isZero();
  }

  @Test
  void manyWordsAreThoseOfManyCalls() {
    for (int before : new int[] {0, 1, 623, 624, 625}) {
      for (int count : new int[] {0, 1, 17, 622, 623, 624, 625, 1248, 3000}) {
        MersenneTwister one = seeded(3);
        one.skip(before);
        MersenneTwister filled = one.copy();
        MersenneTwister skipped = one.copy();
        int[] wanted = new int[count];
        for (int i = 0; i < count; i++) {
          wanted[i] = one.random();
        }
        int[] got = new int[count + 2];
        filled.fill(got, 1, count);
        skipped.skip(count);
        assertThat(Arrays.copyOfRange(got, 1, count + 1)).isEqualTo(wanted);
        assertThat(filled.state()).isEqualTo(one.state());
        assertThat(skipped.state()).isEqualTo(one.state());
        assertThat(filled.random()).isEqualTo(one.random());
      }
    }
    MersenneTwister halfway = seeded(5);
    halfway.nextNormal();
    assertThat(halfway.copy().nextNormal()).isEqualTo(halfway.nextNormal());
  }

  @Test
  void otherDistributions() {
    float[] x = new float[9];
    RandomFill.exponential(seeded(42), F32, x, 0, 9, 2);
    assertThat(x)
        .containsExactly(
            0.029957007616758347f,
            0.03248806297779083f,
            0.06595838814973831f,
            0.027006475254893303f,
            0.37345534563064575f,
            0.3238811790943146f,
            1.5531721115112305f,
            1.320798397064209f,
            0.043620266020298004f);
    float[] y = new float[3];
    RandomFill.cauchy(seeded(42), F32, y, 0, 3, 0, 0.5);
    assertThat(y).containsExactly(-2.7062437534332275f, -2.4968504905700684f, -1.2224371433258057f);
    RandomFill.logNormal(seeded(42), F32, y, 0, 3, 0, 0.25);
    assertThat(y).containsExactly(1.087816596031189f, 1.0327264070510864f, 1.0603675842285156f);
    RandomFill.geometric(seeded(42), F32, y, 0, 3, 0.2);
    assertThat(y).containsExactly(13f, 13f, 10f);
  }

  @Test
  void halvesHaveAsManyBitsAsTheirType() {
    short[] x = new short[1000];
    for (DType dtype : new DType[] {DType.FLOAT16, DType.BFLOAT16}) {
      int steps = dtype == DType.FLOAT16 ? 1 << 11 : 1 << 8;
      RandomFill.uniform(seeded(3), dtype, x, 0, x.length, 0, 1);
      MersenneTwister g = seeded(3);
      for (short bits : x) {
        assertThat(Halves.widen(dtype, bits) * steps).isEqualTo(g.random() & steps - 1);
      }
      RandomFill.normal(seeded(3), dtype, x, 0, x.length, 5, 2);
      double mean = 0;
      for (short bits : x) {
        mean += Halves.widen(dtype, bits) / x.length;
      }
      assertThat(mean).isCloseTo(5, within(0.2));
    }
  }

  @Test
  void normalsHaveTheSameBitsAsPyTorchs() {
    float[] x = new float[16];
    RandomFill.normal(seeded(42), F32, x, 0, x.length, 0, 1);
    assertThat(x)
        .containsExactly(
            1.9269152879714966f,
            1.4872840642929077f,
            0.9007171988487244f,
            -2.1055209636688232f,
            0.6784184575080872f,
            -1.2345448732376099f,
            -0.04306747764348984f,
            -1.6046669483184814f,
            -0.7521352767944336f,
            1.6487230062484741f,
            -0.3924786448478699f,
            -1.4036071300506592f,
            -0.7278813123703003f,
            -0.5594301819801331f,
            -0.7688388824462891f,
            0.7624453902244568f);
  }

  // The angle is a float, so what is exact is the sum of squares and not each number.
  @Test
  void normalsAreAccurateToTheFloatOfTheirAngle() {
    float[] u = new float[16_000];
    float[] x = new float[u.length];
    RandomFill.uniform(seeded(9), F32, u, 0, u.length, 0, 1);
    RandomFill.normal(seeded(9), F32, x, 0, x.length, 0, 1);
    for (int i = 0; i < x.length; i++) {
      int j = i & ~8;
      double radius = Math.sqrt(-2 * Math.log(1.0 - u[j]));
      double turn = 2 * Math.PI * u[j + 8];
      double exact = radius * (i == j ? Math.cos(turn) : Math.sin(turn));
      assertThat(x[i]).isCloseTo((float) exact, within(4e-6f));
    }
  }

  @Test
  void stateIsSavedAndRestored() {
    MersenneTwister g = seeded(5);
    g.nextNormal();
    for (int i = 0; i < 1000; i++) {
      g.random();
    }
    byte[] state = g.state();
    assertThat(state).hasSize(5056);
    double normal = g.nextNormal();
    long bits = g.random64();
    MersenneTwister other = seeded(6);
    other.setState(state);
    assertThat(other.state()).isEqualTo(state);
    assertThat(other.nextNormal()).isEqualTo(normal);
    assertThat(other.random64()).isEqualTo(bits);
    assertThat(other.initialSeed()).isEqualTo(5);
  }

  @Test
  void aWrongStateIsRefusedAndChangesNothing() {
    MersenneTwister g = seeded(5);
    byte[] before = g.state();
    assertThatThrownBy(() -> g.setState(new byte[10]))
        .isInstanceOf(GradusArgumentException.class)
        .hasMessageStartingWith(
            "Expected a CPUGeneratorImplState of size 5056 but found the input RNG state size to"
                + " be 10");
    assertThatThrownBy(() -> g.setState(new byte[5056]))
        .isInstanceOf(GradusArgumentException.class)
        .hasMessageStartingWith("Invalid mt19937 state");
    assertThat(g.state()).isEqualTo(before);
  }
}
