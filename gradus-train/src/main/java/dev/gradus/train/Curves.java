package dev.gradus.train;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import dev.gradus.error.GradusArgumentException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// The curves of a training as pictures: the losses over the epochs, and below them a panel for
/// each metric.
public final class Curves {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 320;
  private static final Color TRAINING = new Color(0x1F618D);
  private static final Color VALIDATION = new Color(0xC0392B);
  private static final Color METRIC = new Color(0x1E8449);
  private static final Color GRID = new Color(0xE5E7E9);

  private Curves() {}

  /// Draws the curves of a history into a file, whose name ends in `.png` or `.svg`. No screen is
  /// needed.
  ///
  /// **Errors**: another ending; a history without an epoch.
  public static void write(Path file, History history) throws IOException {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".png")) {
      ImageIO.write(png(history), "png", file.toFile());
    } else if (name.endsWith(".svg")) {
      Files.write(file, svg(history));
    } else {
      throw new GradusArgumentException(
          "Curves: " + file + " ends neither in .png nor in .svg, which can be drawn.");
    }
  }

  private static BufferedImage png(History history) {
    List<XYChart> panels = panels(history);
    var image = new BufferedImage(WIDTH, HEIGHT * panels.size(), BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    paint(panels, g);
    g.dispose();
    return image;
  }

  private static byte[] svg(History history) throws IOException {
    List<XYChart> panels = panels(history);
    var g = new VectorGraphics2D();
    paint(panels, g);
    var size = new PageSize(0, 0, WIDTH, HEIGHT * panels.size());
    var bytes = new ByteArrayOutputStream();
    new SVGProcessor().getDocument(g.getCommands(), size).writeTo(bytes);
    return bytes.toByteArray();
  }

  private static void paint(List<XYChart> panels, Graphics2D g) {
    for (XYChart panel : panels) {
      panel.paint(g, WIDTH, HEIGHT);
      g.translate(0, HEIGHT);
    }
  }

  private static List<XYChart> panels(History history) {
    if (history.epochs().isEmpty()) {
      throw new GradusArgumentException("Curves: the history has no epoch, so nothing to draw.");
    }
    double[] epochs = history.epochs().stream().mapToDouble(EpochReport::epoch).toArray();
    List<XYChart> panels = new ArrayList<>();
    XYChart losses = panel("loss");
    line(losses, "training", epochs, history.values(EpochReport.LOSS), TRAINING);
    panels.add(losses);
    for (String name : history.validationNames()) {
      double[] values = history.values(name);
      if (name.equals(EpochReport.VALIDATION_LOSS)) {
        line(losses, "validation", epochs, values, VALIDATION);
      } else {
        XYChart panel = panel(name);
        line(panel, name, epochs, values, METRIC);
        panel.getStyler().setLegendVisible(false);
        panels.add(panel);
      }
    }
    return panels;
  }

  private static XYChart panel(String title) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .xAxisTitle("epoch")
            .yAxisTitle(title)
            .build();
    XYStyler style = chart.getStyler();
    style.setLocale(Locale.ROOT);
    style.setChartBackgroundColor(Color.WHITE);
    style.setPlotBorderVisible(false);
    style.setPlotGridLinesColor(GRID);
    style.setLegendPosition(Styler.LegendPosition.InsideNE);
    style.setLegendBorderColor(Color.WHITE);
    style.setXAxisDecimalPattern("0.#");
    return chart;
  }

  /// What is not finite is left out. A point alone would be no line, so that it gets a mark.
  private static void line(XYChart chart, String name, double[] x, double[] y, Color colour) {
    int[] finite = IntStream.range(0, y.length).filter(i -> Double.isFinite(y[i])).toArray();
    if (finite.length > 0) {
      XYSeries series =
          chart.addSeries(
              name,
              Arrays.stream(finite).mapToDouble(i -> x[i]).toArray(),
              Arrays.stream(finite).mapToDouble(i -> y[i]).toArray());
      series.setLineColor(colour);
      series.setMarkerColor(colour);
      series.setMarker(finite.length == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
    }
  }
}
