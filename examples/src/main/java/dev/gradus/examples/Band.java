package dev.gradus.examples;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// A picture of points, the predicted mean and two predicted deviations to each side of it.
final class Band {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 480;
  private static final Color POINT = new Color(0x95A5A6);
  private static final Color MEAN = new Color(0xC0392B);
  private static final Color EDGE = new Color(0x1F618D);

  private Band() {}

  static void write(Path file, double[] x, double[] y, double[] mean, double[] variance)
      throws IOException {
    int[] order =
        IntStream.range(0, x.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> x[i]))
            .mapToInt(i -> i)
            .toArray();
    double[] places = along(order, i -> x[i]);
    XYChart chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).build();
    chart.getStyler().setLocale(Locale.ROOT);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setLegendPosition(LegendPosition.InsideNW);
    chart.getStyler().setMarkerSize(4);
    XYSeries points = chart.addSeries("samples kept back", x, y);
    points.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    points.setMarkerColor(POINT);
    points.setMarker(SeriesMarkers.CIRCLE);
    line(chart, "mean", places, along(order, i -> mean[i]), MEAN, SeriesLines.SOLID);
    double[] above = along(order, i -> mean[i] + 2 * Math.sqrt(variance[i]));
    double[] below = along(order, i -> mean[i] - 2 * Math.sqrt(variance[i]));
    line(chart, "two deviations", places, above, EDGE, SeriesLines.DASH_DASH);
    line(chart, "below", places, below, EDGE, SeriesLines.DASH_DASH).setShowInLegend(false);
    var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    chart.paint(g, WIDTH, HEIGHT);
    g.dispose();
    ImageIO.write(image, "png", file.toFile());
  }

  private static double[] along(int[] order, IntToDoubleFunction value) {
    return Arrays.stream(order).mapToDouble(value).toArray();
  }

  private static XYSeries line(
      XYChart chart, String name, double[] x, double[] y, Color colour, BasicStroke stroke) {
    XYSeries series = chart.addSeries(name, x, y);
    series.setLineColor(colour);
    series.setLineStyle(stroke);
    series.setMarker(SeriesMarkers.NONE);
    return series;
  }
}
